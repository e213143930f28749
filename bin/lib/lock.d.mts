export type ProcessIdentity = { pid: number; startedAt: string };
export type Claim = ProcessIdentity & { file: string; own: boolean };
export type OwnClaim = { file: string; write(note: string): void; remove(): void };
export type Lock = { note(text: string): void; release(): void };

export function processStart(pid: number): string | null;
export function isRunning(process: ProcessIdentity): boolean;
export function ownIdentity(): ProcessIdentity;
export function makeFolders(folder: string): void;
export function makeClaim(folder: string, note?: string): OwnClaim;
export function livingClaims(folder: string): Claim[];
export function claimNote(claim: Claim): string;
export function takeLock(
  folder: string,
  options?: { waitMs?: number; note?: string; onWait?: (others: Claim[]) => void },
): Promise<Lock | null>;

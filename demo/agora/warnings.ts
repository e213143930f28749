import type { Pair } from './words.ts';

const CANDLES: Pair = [
  'Never leave a burning candle alone. Keep 50 cm from curtains and shelves, and out of the reach of children and animals. Use on a level surface that bears heat.',
  'Brennende Kerzen nie allein lassen. 50 cm Abstand zu Vorhängen und Regalen halten, von Kindern und Tieren fernhalten. Nur auf ebener, hitzefester Fläche benutzen.',
];
const LAMPS: Pair = [
  'Disconnect from the mains before changing the bulb. Do not exceed the wattage printed in the socket. For dry rooms indoors. A damaged cord is replaced before further use.',
  'Vor dem Lampenwechsel vom Netz trennen. Die in der Fassung angegebene Leistung nicht überschreiten. Nur für trockene Innenräume. Ein beschädigtes Kabel vor weiterem Gebrauch ersetzen.',
];
const PENDANTS: Pair = [
  'To be connected by a qualified electrician with the power switched off. Check that the ceiling hook bears the weight. Do not exceed the wattage printed in the socket.',
  'Anschluss nur durch eine Elektrofachkraft bei abgeschalteter Sicherung. Tragkraft des Deckenhakens prüfen. Die in der Fassung angegebene Leistung nicht überschreiten.',
];
const FIRE: Pair = [
  'Outdoors only, on a surface that does not burn, 2 m from anything that does. The bowl stays hot for hours. Never light with petrol or spirit. Keep children away.',
  'Nur im Freien, auf nicht brennbarem Grund, 2 m Abstand zu Brennbarem. Die Schale bleibt stundenlang heiß. Nie mit Benzin oder Spiritus anzünden. Kinder fernhalten.',
];
const WALL: Pair = [
  'Fix to a wall that bears the load; the plugs supplied are for brick and concrete. Check for cables and pipes before drilling.',
  'Nur an tragfähigen Wänden befestigen; die beiliegenden Dübel sind für Mauerwerk und Beton. Vor dem Bohren auf Leitungen prüfen.',
];
const SITTING: Pair = [
  'For indoor use, up to 120 kg. Check and tighten the joints once a year.',
  'Für Innenräume, belastbar bis 120 kg. Verbindungen einmal im Jahr prüfen und nachziehen.',
];
const HOT_POT: Pair = [
  'Handles and lid get hot in the oven: use dry cloths. Heavy when full; lift with both hands.',
  'Griffe und Deckel werden im Ofen heiß: trockene Topflappen benutzen. Gefüllt schwer, mit beiden Händen heben.',
];
const BLADE_BOARD: Pair = [
  'Put a damp cloth underneath when cutting, so that the board cannot slip.',
  'Beim Schneiden ein feuchtes Tuch unterlegen, damit das Brett nicht rutscht.',
];
const CORDS: Pair = [
  'Hang curtains so that no loop or loose end is within reach of small children. Keep away from candles and heaters.',
  'Vorhänge so aufhängen, dass keine Schlaufe in Reichweite kleiner Kinder hängt. Von Kerzen und Heizgeräten fernhalten.',
];
const THIN_GLASS: Pair = [
  'Broken glass is sharp. Do not fill with boiling liquids and do not stack while wet.',
  'Glasscherben sind scharf. Nichts Kochendes einfüllen und nicht nass ineinanderstapeln.',
];
const SLIPPING: Pair = ['Put a non-slip underlay beneath on smooth floors.', 'Auf glattem Boden eine rutschfeste Unterlage verwenden.'];

const BY_FORM: Readonly<Record<string, Pair>> = {
  'candle-holder': CANDLES,
  'candle-stick': CANDLES,
  lantern: CANDLES,
  'lamp-table': LAMPS,
  'lamp-mushroom': LAMPS,
  'lamp-floor': LAMPS,
  'pendant-dome': PENDANTS,
  'pendant-cone': PENDANTS,
  'pendant-globe': PENDANTS,
  'fire-bowl': FIRE,
  'shelf-wall': WALL,
  'mirror-round': WALL,
  'coat-peg': WALL,
  'hook-rail': WALL,
  'stool-round': SITTING,
  'stool-tall': SITTING,
  bench: SITTING,
  'cast-pot': HOT_POT,
  'cutting-board': BLADE_BOARD,
  curtain: CORDS,
  'glass-wine': THIN_GLASS,
  'glass-tumbler': THIN_GLASS,
  'glass-highball': THIN_GLASS,
  'glass-carafe': THIN_GLASS,
  'rug-rect': SLIPPING,
  'rug-round': SLIPPING,
};

/** What a careful maker writes on the label; null where there is nothing to warn of. */
export const warningsFor = (form: string): Pair | null => BY_FORM[form] ?? null;

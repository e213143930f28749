import { CAREX, MINO, SOLANA } from './series/ceramics-fire.ts';
import { HOLM, IRIS, KEA, SALVIA } from './series/ceramics-table.ts';
import { ARCADIA, BETULA, DUNE, LUNA, NAXOS, OMBRA } from './series/ceramics-vases.ts';
import { ANDELSBUCH, DALAAS, FONTANELLA, LAUTERACH, RAM, SCHOPPERNAU } from './series/furniture.ts';
import { AVERSE, FENN, JARDIM, KOKE, MINHO, REGN, ROCROI, SERCHIO, SINTRA, TEJO } from './series/garden.ts';
import { JIZERA, METUJE, NISA, ORLICE, PLOUCNICE, UPA, VLTAVA } from './series/glass.ts';
import { BARRO, BEZAU, CELLIER, HITTISAU, MELLAU } from './series/kitchen.ts';
import { ALBA, ARDENNE, DAMUELS, MEUSE } from './series/kitchen-iron.ts';
import { FYR, GLOED, KLOT, KVAELL, LERA, LOD, MANE, SKYMNING } from './series/lighting.ts';
import { CONNEWITZ, GOHLIS, LINDENAU, PLAGWITZ, REUDNITZ } from './series/prints.ts';
import { CANAMARES, GIVET, HUECAR, HYLLA, JUCAR, SEMOY, SILBERTAL, VOLKMARSDORF, WARTH } from './series/storage.ts';
import { AURACH, LEINACH, LINUM, MUEHL, RANNA, RODL } from './series/textiles.ts';
import { BORTHWICK, DRAA, ETTRICK, IMLIL, OURIKA, SIROUA, TEVIOT, YARROW } from './series/textiles-wool.ts';
import type { Series } from './series.ts';

/** The series under the number at which the items of their kind begin. Numbers are part of SKUs and barcodes: append, never insert. */
export const SHELVES: readonly (readonly [firstItem: number, series: readonly Series[]])[] = [
  [1001, [HOLM, IRIS, KEA, SALVIA, MINO, CAREX, SOLANA, ARCADIA, NAXOS, BETULA, LUNA, DUNE, OMBRA]],
  [2001, [VLTAVA, JIZERA, ORLICE, PLOUCNICE, NISA, METUJE, UPA]],
  [3001, [KVAELL, FYR, KLOT, LERA, LOD, SKYMNING, GLOED, MANE]],
  [4001, [LINUM, MUEHL, AURACH, LEINACH, RODL, RANNA, TEVIOT, YARROW, ETTRICK, BORTHWICK, SIROUA, DRAA, IMLIL, OURIKA]],
  [5001, [MELLAU, BEZAU, HITTISAU, BARRO, CELLIER, MEUSE, ARDENNE, ALBA, DAMUELS]],
  [6001, [PLAGWITZ, CONNEWITZ, LINDENAU, GOHLIS, REUDNITZ]],
  [7001, [SCHOPPERNAU, LAUTERACH, DALAAS, RAM, ANDELSBUCH, FONTANELLA]],
  [8001, [JUCAR, HUECAR, CANAMARES, VOLKMARSDORF, WARTH, SILBERTAL, SEMOY, GIVET, HYLLA]],
  [9001, [JARDIM, SINTRA, FENN, SERCHIO, ROCROI, AVERSE, REGN, KOKE, TEJO, MINHO]],
];

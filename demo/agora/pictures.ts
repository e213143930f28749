/** How a product is looked at: whole and alone, close up, or in company. */
export type View = 'front' | 'detail' | 'group';

/** What is pictured of one form: every listed finish has a front; `typical` is the finish the other views are taken in. */
export type PicturedForm = { category: string; finishes: readonly string[]; typical: string };

const GLAZE = 'celadon oxblood cobalt oatmeal tenmoku chalk moss rust smoke butter';
const GLASS = 'clear amber sea-green smoke-grey rose';
const METAL = 'brass black-steel white-enamel sage-enamel brick-enamel';
const ENAMEL = 'black-steel white-enamel sage-enamel brick-enamel';
const DYE = 'natural indigo ochre madder sage charcoal';
const WOOD = 'oak walnut beech ash-black';
const PAPER = 'blocks contour weave stripe arcs grain tide grid';

/** category | form | typical finish | the other finishes (the typical one may be repeated among them) */
const TABLE = `
  ceramics | vase-amphora | celadon | ${GLAZE} terracotta
  ceramics | vase-bottle | cobalt | ${GLAZE}
  ceramics | vase-cylinder | oatmeal | ${GLAZE}
  ceramics | vase-moon | chalk | ${GLAZE}
  ceramics | vase-gourd | moss | ${GLAZE}
  ceramics | vase-bud | butter | ${GLAZE}
  ceramics | bowl-small | celadon | ${GLAZE}
  ceramics | bowl-wide | oatmeal | ${GLAZE}
  ceramics | bowl-footed | rust | ${GLAZE} marble
  ceramics | bowl-salad | chalk | celadon cobalt oatmeal chalk moss rust smoke butter
  ceramics | plate-dinner | oatmeal | celadon cobalt oatmeal chalk moss rust smoke butter
  ceramics | plate-side | celadon | ${GLAZE}
  ceramics | plate-deep | smoke | ${GLAZE}
  ceramics | platter | moss | celadon cobalt oatmeal chalk moss rust smoke butter
  ceramics | cup-espresso | tenmoku | ${GLAZE}
  ceramics | cup-tumbler | oatmeal | celadon oxblood cobalt oatmeal tenmoku chalk rust smoke butter
  ceramics | mug | celadon | ${GLAZE}
  ceramics | mug-tall | rust | celadon oxblood tenmoku chalk moss rust smoke butter
  ceramics | jug | chalk | ${GLAZE}
  ceramics | teapot | tenmoku | ${GLAZE}
  ceramics | sugar-pot | butter | celadon cobalt oatmeal chalk moss rust smoke butter
  ceramics | butter-dish | oatmeal | celadon cobalt oatmeal chalk moss rust smoke butter
  ceramics | egg-cup | cobalt | ${GLAZE}
  glass | glass-tumbler | clear | ${GLASS}
  glass | glass-highball | sea-green | ${GLASS}
  glass | glass-wine | clear | ${GLASS}
  glass | glass-carafe | clear | ${GLASS}
  glass | glass-bowl | amber | ${GLASS}
  glass | glass-vase | sea-green | ${GLASS}
  glass | glass-bell | clear | ${GLASS}
  glass | glass-bottle | amber | ${GLASS}
  lighting | lamp-table | celadon | ${METAL} celadon oatmeal tenmoku chalk rust ${GLASS} oak walnut ash-black
  lighting | lamp-mushroom | brick-enamel | ${METAL} ${GLAZE} ${GLASS} oak walnut ash-black
  lighting | lamp-floor | brass | ${METAL} oak walnut ash-black
  lighting | pendant-dome | sage-enamel | ${METAL} celadon oatmeal tenmoku rust
  lighting | pendant-cone | white-enamel | ${METAL}
  lighting | pendant-globe | clear | ${METAL} clear sea-green smoke-grey rose celadon chalk tenmoku oatmeal
  lighting | candle-holder | oxblood | ${METAL} ${GLAZE} ${GLASS} marble stone cast-iron
  lighting | candle-stick | brass | ${METAL} ${GLAZE} clear sea-green smoke-grey rose oak walnut ash-black cast-iron marble
  lighting | lantern | black-steel | ${METAL} ${GLASS} oxblood moss butter smoke cobalt
  textiles | cushion-square | ochre | ${DYE} blocks contour weave stripe grid
  textiles | cushion-long | indigo | ${DYE} contour weave stripe grid
  textiles | throw | natural | ${DYE} blocks contour weave stripe grid
  textiles | rug-rect | madder | natural ochre madder charcoal blocks weave
  textiles | rug-round | natural | ${DYE} blocks contour weave stripe
  textiles | towel-bath | sage | ${DYE}
  textiles | towel-tea | indigo | ${DYE} blocks weave stripe grid
  textiles | tablecloth | natural | natural ochre madder
  textiles | napkin | madder | ${DYE}
  textiles | curtain | natural | ${DYE}
  textiles | bed-linen | natural | natural indigo ochre madder sage
  kitchen | cutting-board | oak | ${WOOD} marble
  kitchen | utensil-jar | oatmeal | celadon cobalt oatmeal chalk moss rust smoke butter marble stone
  kitchen | salt-mill | beech | ${WOOD} marble
  kitchen | pepper-mill | walnut | ${WOOD}
  kitchen | mortar | marble | marble stone cast-iron
  kitchen | storage-jar | chalk | celadon cobalt oatmeal chalk smoke clear sea-green
  kitchen | bread-bin | white-enamel | ${ENAMEL} ${WOOD}
  kitchen | oil-bottle | moss | celadon cobalt oatmeal chalk moss rust smoke butter clear amber sea-green smoke-grey
  kitchen | trivet | cast-iron | ${WOOD} cast-iron marble terracotta
  kitchen | wood-bowl | walnut | ${WOOD}
  kitchen | wood-spoon | beech | ${WOOD}
  kitchen | cast-pot | cast-iron | cast-iron ${ENAMEL}
  prints | print-portrait | blocks | ${PAPER}
  prints | print-landscape | tide | ${PAPER}
  prints | print-square | arcs | ${PAPER}
  prints | notebook | weave | ${PAPER}
  prints | poster | contour | ${PAPER}
  prints | wallpaper | arcs | ${PAPER}
  prints | postcard-set | grain | blocks contour arcs grain tide
  prints | calendar | grid | blocks stripe tide grid
  furniture | stool-round | oak | ${WOOD}
  furniture | stool-tall | walnut | ${WOOD}
  furniture | side-table | oak | ${WOOD} black-steel
  furniture | bench | beech | ${WOOD}
  furniture | shelf-wall | oak | ${WOOD}
  furniture | mirror-round | oak | ${WOOD} brass black-steel
  furniture | coat-peg | oak | ${WOOD}
  storage | basket-round | wicker | wicker natural ochre sage charcoal
  storage | basket-tall | wicker | wicker natural indigo ochre sage charcoal
  storage | box-lidded | oak | ${WOOD} ${ENAMEL} blocks contour weave stripe arcs tide grid
  storage | tray-round | walnut | ${WOOD} ${METAL}
  storage | tray-rect | oak | ${WOOD} ${METAL}
  storage | tin-canister | sage-enamel | ${METAL}
  storage | hook-rail | brass | ${METAL} ${WOOD}
  garden | planter-round | terracotta | terracotta stone celadon tenmoku chalk moss rust smoke butter
  garden | planter-tall | stone | terracotta stone celadon cobalt oatmeal tenmoku chalk moss rust smoke butter
  garden | planter-bowl | terracotta | terracotta stone celadon cobalt oatmeal tenmoku chalk moss rust smoke butter
  garden | watering-can | sage-enamel | ${METAL}
  garden | bird-bath | stone | stone terracotta cast-iron celadon moss
  garden | saucer | terracotta | terracotta stone celadon cobalt oatmeal chalk moss smoke
  garden | fire-bowl | cast-iron | cast-iron black-steel
`;

/** Every form of the range with the finishes it is pictured in, the typical finish first. */
export const FORMS: Readonly<Record<string, PicturedForm>> = Object.fromEntries(
  TABLE.trim()
    .split('\n')
    .map((line) => {
      const [category, form, typical, others] = line.split('|').map((cell) => cell.trim());
      const finishes = [...new Set([typical!, ...others!.split(/\s+/)])];
      return [form!, { category: category!, finishes, typical: typical! }];
    }),
);

/** Styled pictures for the home page and the categories: `scene--NAME`. */
export const SCENES: readonly string[] = [
  'home-hero',
  'home-table',
  'home-light',
  'home-textile',
  'ceramics',
  'glass',
  'lighting',
  'textiles',
  'kitchen',
  'prints',
  'furniture',
  'storage',
  'garden',
  'gifts',
];

/** Name of a product's picture, without folder and ending: `mug--celadon--front`. */
export const pictureName = (form: string, finish: string, view: View): string => `${form}--${finish}--${view}`;

/** Name of a styled picture, without folder and ending. */
export const sceneName = (name: string): string => `scene--${name}`;

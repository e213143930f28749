import { series } from '../series.ts';

/** Stoneware in which the fire has the last word: Tajimi, and the speckled and great pieces from Portugal and the Westerwald. */
export const MINO = series({
  code: 'mino',
  name: 'Mino',
  maker: 'hoshino',
  materials: 'stoneware',
  technique: 'thrown',
  made: ['Stoneware, thrown and fired in reduction', 'Steinzeug, gedreht und reduzierend gebrannt'],
  finishes: 'tenmoku celadon oxblood chalk',
  scale: 0.96,
  price: 1.45,
  stories: `
    For the last six hours the kiln is starved of air, and the iron in the glaze gives up its oxygen. That is where the colour comes from; nobody can paint it. | In den letzten sechs Stunden bekommt der Ofen kaum Luft, und das Eisen in der Glasur gibt seinen Sauerstoff her. Daher kommt die Farbe, malen lässt sie sich nicht.
    Mino ware was made for tea, and the habit stays: each piece has a front, marked by a small thumbprint at the foot. | Mino-Keramik war für Tee gemacht, und die Gewohnheit bleibt: Jedes Stück hat eine Schauseite, erkennbar am Daumenabdruck am Fuß.
    Aya Hoshino sends us what came out well, twice a year, in straw. Some months we have nine pieces, some months none. | Aya Hoshino schickt uns zweimal im Jahr, was gelungen ist, in Stroh verpackt. In manchen Monaten haben wir neun Stücke, in manchen keines.
  `,
  pieces: `
    bowl-small | A rice bowl that fits the curve of a palm and keeps its heat to itself. | Eine Reisschale, die sich in die Handfläche legt und ihre Wärme für sich behält.
    bowl-wide | Shallow and dark in the middle, where the glaze gathers like ink. | Flach und in der Mitte dunkel, wo sich die Glasur wie Tinte sammelt.
    bowl-footed | A bowl lifted on a carved foot, for oranges or for nothing at all. | Eine Schale auf geschnittenem Fuß, für Orangen oder für gar nichts.
    plate-side | Slightly off round, as if pressed by a thumb. Two pieces of sushi, one of chocolate cake. | Nicht ganz rund, wie mit dem Daumen angedrückt. Für zwei Stück Sushi oder eines vom Schokoladenkuchen.
    plate-deep | Ramen asks for a bowl; this one is for everything that swims less. | Ramen will eine Schüssel; dieser Teller ist für alles, was weniger schwimmt.
    cup-tumbler | The tea cup of the range: drunk from with both hands in January. | Der Teebecher schlechthin: Im Januar trinkt man daraus mit beiden Händen.
    cup-espresso | A sake cup by birth that has learnt to like coffee. | Als Sakebecher geboren, mit Kaffee längst versöhnt.
    mug | Thrown in one go and handled in another, a day later, when the clay is like cheese. | Erst gedreht und einen Tag später gehenkelt, wenn der Ton fest ist wie Käse.
    mug-tall | Narrow above, so that green tea keeps its scent to the end. | Oben enger, damit grüner Tee seinen Duft bis zum Schluss behält.
    jug | Poured by its throat: there is no handle, only a waist. | Man fasst ihn an der Taille, einen Henkel hat er nicht.
    teapot | A side-handled kyusu, a form made for small leaves and a turn of the wrist. | Nach der Art einer Kyusu gebaut, für kleine Blätter und eine Drehung aus dem Handgelenk.
    vase-bud | For one stem, cut short. The neck is as wide as a pencil. | Für einen einzigen kurzen Stiel. Der Hals ist so weit wie ein Bleistift.
    vase-bottle | A sake flask grown up into a vase; a branch of quince is enough. | Eine Sakeflasche, zur Vase herangewachsen; ein Quittenzweig genügt ihr.
    egg-cup | Made on request for a hotel in Kyoto, and too good to leave there. | Auf Wunsch eines Hotels in Kyoto entstanden und zu schade, um dort zu bleiben.
  `,
});

export const CAREX = series({
  code: 'carex',
  name: 'Carex',
  maker: 'salgueiro',
  materials: 'stoneware',
  technique: 'thrown',
  made: ['Speckled stoneware, thrown', 'Gesprenkeltes Steinzeug, gedreht'],
  finishes: 'oatmeal chalk smoke',
  scale: 1.05,
  stories: `
    Carex is sedge, the grass of wet meadows. Fine lines are combed into the soft clay while it turns, and the glaze keeps them as a breath of texture. | Carex heißt die Segge, das Gras der nassen Wiesen. In den weichen, sich drehenden Ton werden feine Linien gekämmt, und die Glasur bewahrt sie als Hauch von Struktur.
    The speckles are basalt, ground to sand and kneaded into the clay by foot. Yes, by foot: it is the gentlest way. | Die Sprenkel sind Basalt, zu Sand gemahlen und mit den Füßen in den Ton geknetet. Wirklich mit den Füßen, sanfter geht es nicht.
    Three natural colours, nothing loud. It is what people buy who wanted white and then could not quite. | Drei stille Farben. Carex kaufen Leute, die Weiß wollten und es dann doch nicht über sich brachten.
  `,
  pieces: `
    plate-dinner | Big enough for a pizza you made yourself. | Groß genug für eine selbst gebackene Pizza.
    plate-side | Combed once round the rim, and very good under a boiled egg and soldiers. | Einmal rund um den Rand gekämmt und wie gemacht für Butterbrot mit Radieschen.
    plate-deep | A pasta plate with a wide well and a lip that cleans the fork. | Ein Pastateller mit weitem Spiegel und einer Kante, an der die Gabel sauber wird.
    platter | Carries cold cuts for eight or one very large tart. | Trägt Aufschnitt für acht oder eine sehr große Tarte.
    bowl-wide | Its combed rings draw the eye inward, like a pond a stone fell into. | Die gekämmten Ringe ziehen den Blick nach innen, wie ein Teich, in den ein Stein fiel.
    bowl-salad | The largest bowl we sell that still fits a normal cupboard. | Unsere größte Schüssel, die noch in einen normalen Schrank passt.
    bowl-small | For berries with the cream already on. | Für Beeren, auf denen die Sahne schon liegt.
    mug | Thrown with a thick waist, where cold fingers settle. | Mit kräftiger Taille gedreht, an der sich kalte Finger gern festhalten.
    cup-tumbler | A beaker without fuss, at home in the bathroom too. | Ein Becher ohne Umstände, der auch im Bad zu Hause ist.
    jug | Combed from shoulder to foot, which is also what keeps it in a wet hand. | Von der Schulter bis zum Fuß gekämmt, darum hält ihn auch eine nasse Hand.
    storage-jar | A lid that sits by its own weight, with a seal of cork under it. | Der Deckel sitzt durch sein Gewicht, darunter dichtet Kork.
    utensil-jar | Whisks, ladles, the long tongs: eleven handles fit, we counted. | Schneebesen, Kellen, die lange Zange: Elf Stiele passen hinein, wir haben gezählt.
    butter-dish | With a groove round the tray that keeps the cover from sliding on the way to the table. | Eine Rille im Unterteil hält die Haube auf dem Weg zum Tisch.
  `,
});

export const SOLANA = series({
  code: 'solana',
  name: 'Solana',
  maker: 'salgueiro',
  materials: 'stoneware',
  technique: 'thrown',
  made: ['Stoneware, thrown in two parts', 'Steinzeug, in zwei Teilen gedreht'],
  finishes: 'rust butter cobalt moss',
  scale: 1.14,
  price: 1.25,
  stories: `
    Solana is the sunny side of a valley. These are the big pieces, thrown in two halves and joined while the clay still gives; the seam is felt inside rather than seen. | Solana heißt die Sonnenseite eines Tals. Es sind die großen Stücke, in zwei Hälften gedreht und zusammengesetzt, solange der Ton nachgibt; die Naht fühlt man innen eher, als dass man sie sieht.
    Only one man in the pottery has arms long enough for them. He is fifty-eight, and teaches a nephew with similar arms. | In der Töpferei hat nur einer die Arme dafür. Er ist achtundfünfzig und lernt gerade einen Neffen mit ähnlichen Armen an.
  `,
  pieces: `
    bowl-wide | For the whole table to reach into. | Eine Schale, in die der ganze Tisch hineingreift.
    bowl-salad | Holds couscous for ten; please lift it with both hands. | Fasst Couscous für zehn; bitte mit beiden Händen heben.
    bowl-footed | A fruit bowl with presence, and a foot wide enough for a tablecloth that gets pulled. | Eine Obstschale mit Auftritt und einem Fuß, der auch am Tischtuch ziehende Kinder aushält.
    platter | Made for the leg of lamb that comes once a year. | Gemacht für die Lammkeule, die es einmal im Jahr gibt.
    jug | Sangria, sunflowers, or umbrellas for children. | Für Sangria, Sonnenblumen oder Kinderschirme.
    vase-amphora | Two ears, a full belly and a colour that glows at six in the evening. | Zwei Ohren, ein voller Bauch und eine Farbe, die abends um sechs zu leuchten beginnt.
    vase-gourd | Shaped like the calabash that hangs in the pottery's doorway. | Geformt wie der Flaschenkürbis, der in der Tür der Töpferei hängt.
    vase-cylinder | A straight tube for long stems: gladioli, delphinium, dill gone to seed. | Ein gerades Rohr für lange Stiele: Gladiolen, Rittersporn, ausgewachsener Dill.
  `,
});

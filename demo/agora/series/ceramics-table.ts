import { series } from '../series.ts';

/** Tableware thrown or cast in the Westerwald, in Limoges and in Portugal. */
export const HOLM = series({
  code: 'holm',
  name: 'Holm',
  maker: 'lindgruen',
  materials: 'stoneware',
  technique: 'thrown',
  made: ['Thrown stoneware', 'Gedrehtes Steinzeug'],
  finishes: 'oatmeal moss smoke rust',
  stories: `
    A holm is a flat island in a river. The glaze stops a finger's width above the foot, like water against a bank, and leaves the dark clay showing. | Ein Holm ist eine flache Insel im Fluss. Die Glasur endet einen Fingerbreit über dem Fuß, wie Wasser am Ufer, und lässt den dunklen Ton stehen.
    Holm began as a set for the potters' own lunch table. Nothing in it is thinner than it must be, which is why it has survived twelve years of lunches. | Holm entstand für den Mittagstisch der Werkstatt. Nichts daran ist dünner als nötig, und so hat es zwölf Jahre Mittagessen überstanden.
    Each piece is thrown from a weighed ball of clay, so the sizes agree though no two rims are the same. The potter's mark, two strokes, is pressed in underneath. | Jedes Stück beginnt als abgewogene Kugel Ton: Die Größen stimmen, auch wenn kein Rand dem anderen gleicht. Unten sitzt das Zeichen der Werkstatt, zwei Striche.
    The iron in the clay comes through the glaze as fine brown freckles. How many there are, the kiln decides. | Das Eisen im Ton schlägt als feine braune Sprenkel durch die Glasur. Wie viele es werden, entscheidet der Ofen.
  `,
  pieces: `
    plate-dinner | A broad, almost flat plate with a rim just high enough to keep the sauce at home. | Ein breiter, fast flacher Teller, dessen Rand gerade hoch genug ist, um die Soße zu halten.
    plate-side | For bread in the morning, cheese at night and cake in between. The one most people buy again. | Morgens für Brot, abends für Käse, dazwischen für Kuchen. Der Teller, der am häufigsten nachbestellt wird.
    plate-deep | Deep enough for soup, wide enough for spaghetti: the plate for one-dish evenings. | Tief genug für Suppe, weit genug für Spaghetti: der Teller für Abende mit nur einem Gericht.
    platter | A long oval for a roast chicken or a whole bream, with finger room at both ends. | Ein langes Oval für ein Brathuhn oder eine ganze Dorade, mit Platz für die Finger an beiden Enden.
    bowl-small | It holds a portion of muesli, or nuts for two. Nests by sixes without jamming. | Eine Portion Müsli passt hinein oder Nüsse für zwei. Sechs davon stehen ineinander, ohne zu klemmen.
    bowl-wide | A low, generous bowl that makes three lemons look like an arrangement. | Eine flache, großzügige Schale, in der schon drei Zitronen wie ein Stillleben aussehen.
    bowl-salad | Room to toss without losing leaves over the edge; the wall leans out and the rim curls back in. | Platz zum Mischen, ohne dass Blätter über Bord gehen: Die Wand öffnet sich, der Rand fängt sie wieder ein.
    mug | The handle takes three fingers, the base stands still on a stack of papers. | Durch den Henkel passen drei Finger, der Boden steht auch auf einem Papierstapel ruhig.
    cup-espresso | Thick below and thin at the lip, so the coffee stays hot and the first sip is not all clay. | Unten dick, an der Lippe dünn: Der Espresso bleibt heiß, und der erste Schluck schmeckt nicht nach Ton.
    jug | A plump belly and a spout that was recut until it stopped dripping. | Ein runder Bauch und eine Schnaupe, die so lange nachgeschnitten wurde, bis sie nicht mehr tropfte.
    teapot | The lid has a lug and stays on while you pour the last cup. Strainer holes are drilled by hand, thirty-one of them. | Der Deckel hat eine Nase und bleibt auch bei der letzten Tasse sitzen. Das Sieb ist von Hand gebohrt, einunddreißig Löcher.
    sugar-pot | Wide enough for a proper spoon, with a notch in the lid for its handle. | Weit genug für einen richtigen Löffel, mit einer Kerbe im Deckel für den Stiel.
    butter-dish | Takes a half-pound block and leaves room for the knife. The cover is the handle. | Fasst ein halbes Pfund und lässt Platz fürs Messer. Angefasst wird die Haube selbst.
    egg-cup | Small, heavy, and hard to knock over with a spoon. | Klein, schwer und mit dem Löffel kaum umzustoßen.
    vase-bud | For the first snowdrops, or the one rose that broke off. | Für die ersten Schneeglöckchen oder die eine Rose, die abgebrochen ist.
  `,
});

export const IRIS = series({
  code: 'iris',
  name: 'Iris',
  maker: 'varenne',
  materials: 'porcelain',
  technique: 'slip-cast',
  made: ['Cast porcelain', 'Gegossenes Porzellan'],
  finishes: 'chalk celadon cobalt butter',
  scale: 0.98,
  price: 1.2,
  stories: `
    The rim turns outward by two millimetres, as an iris petal does on its first day. It is the only ornament, and it is what the lip and the finger find. | Der Rand neigt sich zwei Millimeter nach außen, wie ein Irisblatt am ersten Tag. Das ist der einzige Schmuck, und Lippe und Finger finden ihn sofort.
    Held to a window, the wall lets the light through. Fired at 1,400 degrees it is also harder than most knives, which nobody expects of something this pale. | Gegen das Fenster gehalten, lässt die Wand Licht durch. Bei 1400 Grad gebrannt, ist sie zugleich härter als die meisten Messer, was man ihr nicht ansieht.
    Maison Varenne cast the first Iris in 1958 for a railway dining car. The shapes still stack as if the train might brake. | Die erste Iris goss Maison Varenne 1958 für einen Speisewagen. Gestapelt stehen die Formen bis heute, als könnte der Zug gleich bremsen.
    The colour is in the glaze, not on it: no decal, no line of gold, nothing for the dishwasher to take away. | Die Farbe steckt in der Glasur und liegt nicht darauf: kein Abziehbild, kein Goldrand, nichts, was die Spülmaschine mitnehmen könnte.
  `,
  pieces: `
    plate-dinner | A thin, quiet plate on which a fried egg looks considered. | Ein dünner, ruhiger Teller, auf dem selbst ein Spiegelei nach Absicht aussieht.
    plate-side | The size of an open hand. Six of them weigh less than a pair of shoes. | So groß wie eine offene Hand. Sechs davon wiegen weniger als ein Paar Schuhe.
    plate-deep | A shallow well and a wide brim: broth in the middle, bread on the edge. | Flacher Spiegel, breite Fahne: in der Mitte die Brühe, am Rand das Brot.
    platter | For sliced peaches, for petits fours, for whatever has to be passed round without bending the wrist. | Für Pfirsichscheiben, für Petits Fours, für alles, was herumgereicht wird, ohne dass das Handgelenk nachgibt.
    bowl-small | A bowl for rice, ice cream, or a single ripe apricot. | Ein Schälchen für Reis, für Eis oder für eine einzige reife Aprikose.
    bowl-wide | Low and light, made for figs and for looking at when it is empty. | Flach und leicht, gemacht für Feigen und auch leer schön anzusehen.
    bowl-footed | Raised on a slender foot, so that strawberries come a little closer to the face. | Auf schlankem Fuß, damit die Erdbeeren dem Gesicht ein Stück näher kommen.
    cup-espresso | Four centimetres of black coffee and a rim as fine as a coin. | Ein kleiner Schwarzer und ein Rand so fein wie eine Münze.
    cup-tumbler | No handle, double-thick base: warm in the hand, never too hot. | Ohne Henkel, mit doppelt starkem Boden: warm in der Hand, nie zu heiß.
    mug | A straight, slim mug that fits under every coffee machine we could find. | Ein gerader, schlanker Becher, der unter jede Kaffeemaschine passt, die wir finden konnten.
    jug | Milk for two in the small one, flowers from the market in the large one. | In den kleinen passt Milch für zwei, in den großen, was der Markt an Blumen hatte.
    teapot | Pours in one clean arc; the knob stays cool because it is hollow. | Gießt in einem sauberen Bogen; der Knauf bleibt kühl, weil er hohl ist.
    sugar-pot | Small as a pear, with a lid that closes with a click you will come to like. | Klein wie eine Birne, mit einem Deckel, dessen leises Klicken man bald gern hört.
    butter-dish | A flat tray and a cover like a loaf tin turned upside down. | Eine flache Platte und eine Haube wie eine umgedrehte Kastenform.
    egg-cup | A bowl on a stem, thin enough to see the egg's shadow. | Ein Kelch auf kurzem Stiel, so dünn, dass man den Schatten des Eis sieht.
  `,
});

export const KEA = series({
  code: 'kea',
  name: 'Kea',
  maker: 'salgueiro',
  materials: 'stoneware',
  technique: 'pressed',
  made: ['Pressed stoneware', 'Gepresstes Steinzeug'],
  finishes: 'celadon cobalt chalk rust',
  scale: 1.03,
  price: 0.86,
  stories: `
    Kea is the island where the steps are whitewashed and the doors are not. The glaze pools in the pressed lines and runs thin on the ridges, so one colour becomes two. | Auf Kea sind die Stufen geweißt, die Türen nicht. Die Glasur sammelt sich in den gepressten Rillen und wird auf den Graten dünn, so werden aus einer Farbe zwei.
    Pressed in plaster and finished by hand, one after another, at about ninety a day. That is how a plate can be made by people and still cost what a plate should. | In Gips gepresst und einzeln von Hand verputzt, rund neunzig am Tag. So kann ein Teller von Menschen gemacht sein und trotzdem kosten, was ein Teller kosten darf.
    The shapes are taken from taverna crockery: broad, forgiving, and drawn for tables with too many people round them. | Die Formen stammen vom Tavernengeschirr: breit, gutmütig und für Tische gemacht, an denen zu viele sitzen.
  `,
  pieces: `
    plate-dinner | Ribbed round the edge and smooth in the middle, where the knife goes. | Am Rand gerippt, in der Mitte glatt, wo das Messer schneidet.
    plate-side | For olives and their stones, meze, a slice of melon. | Für Oliven und ihre Kerne, für Meze, für ein Stück Melone.
    plate-deep | Beans, broth, a thick piece of bread: it takes all three at once. | Bohnen, Brühe, ein dickes Stück Brot: Alles drei passt zugleich hinein.
    platter | A tray for grilled sardines that goes from the oven straight to the middle of the table. | Eine Platte für gegrillte Sardinen, die aus dem Ofen direkt in die Tischmitte kommt.
    bowl-small | Tzatziki, pistachios, the salt: every table needs four of these. | Zaziki, Pistazien, das Salz: Jeder Tisch braucht vier davon.
    bowl-wide | Wide as a hat, for tomatoes that have never seen a fridge. | Weit wie ein Hut, für Tomaten, die nie einen Kühlschrank gesehen haben.
    bowl-salad | A deep bowl for a village salad with the feta on top in one piece. | Eine tiefe Schüssel für Bauernsalat, obenauf der Feta am Stück.
    cup-espresso | For Greek coffee, with room for the foam and for patience. | Für griechischen Kaffee, mit Platz für den Schaum und für Geduld.
    cup-tumbler | Wine, water, ouzo, pencils. It has no opinion. | Wein, Wasser, Ouzo, Bleistifte: Er macht alles mit.
    mug | A sturdy mug with a ribbed belly that does not slip when hands are wet. | Ein kräftiger Becher mit geripptem Bauch, der auch nassen Händen nicht entgleitet.
    jug | Carries a litre and more of house wine to the table without a wobble. | Bringt gut einen Liter Hauswein an den Tisch, ohne zu schwanken.
    sugar-pot | Takes cubes as well as loose sugar; the lid sits in a deep groove. | Für Würfel ebenso wie für losen Zucker; der Deckel sitzt tief im Falz.
    egg-cup | Ribbed outside, smooth inside, heavier than the egg. | Außen gerippt, innen glatt und schwerer als das Ei.
    butter-dish | Keeps butter cool on a hot veranda if you wet the cover first. | Hält Butter auch auf der Veranda kühl, wenn man die Haube vorher nass macht.
  `,
});

export const SALVIA = series({
  code: 'salvia',
  name: 'Salvia',
  maker: 'lindgruen',
  materials: 'stoneware',
  technique: 'slip-cast',
  made: ['Slip-cast stoneware', 'Gegossenes Steinzeug'],
  finishes: 'moss butter chalk smoke',
  scale: 1,
  price: 0.92,
  stories: `
    Salvia is the matt one: the glaze has the bloom of a sage leaf and feels dry to the hand, though it is perfectly closed. | Salvia ist die Matte: Die Glasur hat den Hauch eines Salbeiblatts und fühlt sich trocken an, obwohl sie ganz geschlossen ist.
    Straight walls, flat lids, one radius for every corner. It was drawn in an afternoon and corrected for two years. | Gerade Wände, flache Deckel, ein Radius für alle Ecken. Gezeichnet an einem Nachmittag, zwei Jahre lang verbessert.
    The mixed shelf is intended: four muted colours that can stand next to each other without a plan. | Gemischt im Regal ist es gedacht: vier gedämpfte Farben, die ohne Plan nebeneinanderstehen.
    Casting lets the wall stay even, and an even wall is why these pieces cool slowly. | Beim Gießen bleibt die Wand gleichmäßig, und deshalb kühlen diese Stücke langsam aus.
  `,
  pieces: `
    plate-dinner | A plate with an upright edge: peas stop there. | Ein Teller mit aufrechtem Rand: Bis hierhin rollen die Erbsen und nicht weiter.
    plate-side | Doubles as a lid for the small bowl, on purpose. | Passt mit Absicht auch als Deckel auf das Schälchen.
    plate-deep | Straight-sided, so it holds more than it admits. | Mit senkrechter Wand, darum fasst er mehr, als er zugibt.
    bowl-small | Porridge for one, dip for four. Stacks dead straight. | Porridge für eine Person, Dip für vier. Stapelt sich kerzengerade.
    bowl-salad | Straight walls, deep floor, and a lip to lift it by. | Gerade Wände, tiefer Boden und eine Kante zum Anheben.
    mug | A cylinder with a handle like a bent finger. Nothing to add. | Ein Zylinder mit einem Henkel wie ein gekrümmter Finger. Mehr braucht es nicht.
    mug-tall | For people who pour one big coffee and then get on with it. | Für alle, die sich einen großen Kaffee einschenken und dann anfangen.
    cup-espresso | Stands square on the saucer you do not need. | Steht so satt, dass man keine Untertasse braucht.
    teapot | A low, wide pot that fits under a cosy and in a cupboard. | Eine niedrige, breite Kanne, die unter den Wärmer und in den Schrank passt.
    jug | Measures too: a raised line inside marks the half litre. | Misst auch ab: Innen markiert eine erhabene Linie den halben Füllstand.
    butter-dish | A flat lid that turns over into a tray for the cheese. | Der flache Deckel wird umgedreht zum Brettchen für den Käse.
    utensil-jar | Heavy enough not to tip when the ladle leans out. | Schwer genug, um nicht zu kippen, wenn sich die Kelle hinauslehnt.
    oil-bottle | A narrow neck, a cork with a pourer, and a ring that catches the last drop. | Enger Hals, Korken mit Ausgießer und ein Ring, der den letzten Tropfen auffängt.
  `,
});

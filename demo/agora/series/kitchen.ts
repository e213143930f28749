import { series } from '../series.ts';

/** Wood from Egg. */
export const MELLAU = series({
  code: 'mellau',
  name: 'Mellau',
  maker: 'brunnader',
  materials: 'finish',
  technique: 'joined',
  made: ['Solid wood', 'Massivholz'],
  finishes: 'oak walnut beech',
  stories: `
    Cut along the trunk so that the grain runs from handle to edge, and oiled three times with linseed that has stood in the sun. | Längs zum Stamm geschnitten, damit die Maserung vom Griff zur Kante läuft, und dreimal mit Leinöl geölt, das in der Sonne stand.
    Every piece at Brunnader carries the number of its tree. Number 114 stood behind the school in Mellau; most of it lives in Vienna now. | Jedes Stück bei Brunnader trägt die Nummer seines Baums. Nummer 114 stand hinter der Schule von Mellau; das meiste davon wohnt jetzt in Wien.
    Edges are broken with three strokes of the plane. You feel each of them. | Die Kanten sind mit drei Hobelstrichen gebrochen. Man spürt jeden einzelnen.
  `,
  pieces: `
    cutting-board | A board with a thumb hole, at home on a hook as much as under a loaf. | Ein Brett mit Daumenloch, am Haken ebenso zu Hause wie unter einem Brotlaib.
    wood-spoon | Flat in front and thin at the edge: gets the bottom of the pot clean. | Vorn flach und dünn an der Kante: holt alles vom Topfboden.
    wood-bowl | For bread at table, apples by the window. | Für Brot am Tisch und Äpfel am Fenster.
    trivet | Five slats on two rails; folds nothing, loses nothing. | Fünf Leisten auf zwei Stegen, da klappt nichts und fehlt nichts.
    bread-bin | Breathes through a gap at the back, so bread keeps its crust for four days. | Atmet durch einen Spalt an der Rückseite, so behält Brot vier Tage seine Kruste.
    salt-mill | Turned to fit a wet hand; the grind is set by a nut on top. | So gedrechselt, dass auch eine nasse Hand greift; der Mahlgrad wird oben eingestellt.
    pepper-mill | From dust to coarse crack in seven turns of the nut. | Von staubfein bis grob in sieben Umdrehungen der Mutter.
  `,
});

export const BEZAU = series({
  code: 'bezau',
  name: 'Bezau',
  maker: 'brunnader',
  materials: 'finish',
  technique: 'turned',
  made: ['Turned hardwood', 'Gedrechseltes Hartholz'],
  finishes: 'walnut oak ash-black',
  price: 1.1,
  stories: `
    Turned green and dried afterwards, so every round is a little oval. Put two bowls together and they never quite agree. | Grün gedrechselt und erst danach getrocknet, darum ist jede Rundung ein wenig oval. Zwei Schalen passen nie ganz genau ineinander.
    Martin Brunnader turns in the evenings, with the radio on. You can tell the concerts from the news by the grooves. | Martin Brunnader drechselt abends, bei laufendem Radio. An den Rillen erkennt man Konzerte und Nachrichten.
  `,
  pieces: `
    wood-bowl | Wide-rimmed and thin, lighter than it looks by half. | Mit breitem Rand und dünner Wand, halb so schwer, wie sie aussieht.
    salt-mill | Slim in the waist like a chess queen without a crown. | In der Taille schlank wie eine Schachdame ohne Krone.
    pepper-mill | The queen's partner: the same size, one ring more. | Der Partner der Dame: gleich groß, ein Ring mehr.
    cutting-board | Round, for cheese that is cut at the table. | Rund, für Käse, der am Tisch geschnitten wird. | sizes=s: o24 h2 g820 e39; l: o34 h2.5 g1900 e62
    tray-round | A turned tray with a bead round the rim that fingers find by themselves. | Ein gedrechseltes Tablett mit einer Wulst am Rand, die die Finger von selbst finden. | care=timber
    wood-spoon | A tasting spoon with a deep bowl and a long way from the heat. | Ein Probierlöffel mit tiefer Laffe und gutem Abstand zur Hitze.
  `,
});

export const HITTISAU = series({
  code: 'hittisau',
  name: 'Hittisau',
  maker: 'brunnader',
  materials: 'finish',
  technique: 'joined',
  made: ['Offcuts of solid wood, glued up', 'Verleimte Abschnitte aus Massivholz'],
  finishes: 'beech oak walnut ash-black',
  price: 0.78,
  stories: `
    Made of what falls off larger work: strips of one finger's width, turned on end and joined. The pattern is whatever the week produced. | Gemacht aus dem, was bei größeren Stücken abfällt: fingerbreite Streifen, hochkant verleimt. Das Muster ist, was die Woche hergab.
    Joined with the glue that boatbuilders use, so steam and soup leave the seams alone. | Verleimt mit dem Leim der Bootsbauer, darum lassen Dampf und Suppe die Fugen in Ruhe.
  `,
  pieces: `
    cutting-board | A butcher's block in miniature: end grain that closes again behind the knife. | Ein Hackblock im Kleinen: Hirnholz, das sich hinter dem Messer wieder schließt.
    trivet | A checkerboard for a hot pan. | Ein Schachbrett für die heiße Pfanne.
    bread-bin | The lid is a board: cut on it, then close it. | Der Deckel ist ein Brett: erst darauf schneiden, dann schließen.
    wood-spoon | A risotto spoon with a hole and a corner. | Ein Risottolöffel mit Loch und Ecke.
    box-lidded | Striped all round, for tea bags or for matches and candle ends. | Ringsum gestreift, für Teebeutel oder für Streichhölzer und Kerzenstummel. | care=timber
    salt-mill | Striped like a beach hut. | Gestreift wie eine Strandhütte.
    pepper-mill | Striped the other way, so you never mix them up. | Andersherum gestreift, damit man sie nie verwechselt.
  `,
});

export const BARRO = series({
  code: 'barro',
  name: 'Barro',
  maker: 'salgueiro',
  materials: 'stoneware',
  technique: 'thrown',
  made: ['Thrown stoneware, glazed inside and out', 'Gedrehtes Steinzeug, innen und außen glasiert'],
  finishes: 'chalk oatmeal moss rust cobalt',
  price: 0.95,
  stories: `
    Barro is Portuguese for clay and for pots in general. These are the pantry shapes, unchanged since the grandmother's catalogue of 1962. | Barro ist portugiesisch für Ton und für Töpfe überhaupt. Es sind die Formen der Speisekammer, unverändert seit Großmutters Katalog von 1962.
    Dark inside, so that light does not get at the oil, the salt or the tea. | Innen dunkel, damit kein Licht an Öl, Salz oder Tee kommt.
    Glazed by pouring, one ladle, one turn of the wrist. The run at the edge is left where it stopped. | Glasiert durch Begießen: eine Kelle, eine Drehung aus dem Handgelenk. Der Lauf am Rand bleibt, wo er stehen blieb.
  `,
  pieces: `
    storage-jar | Flour, rice, coffee: a jar with a lid you can lift with wet hands. | Mehl, Reis, Kaffee: eine Dose, deren Deckel sich mit nassen Händen heben lässt.
    utensil-jar | A crock without a lid, because spoons are always in use. | Ein Topf ohne Deckel, denn Löffel sind immer in Gebrauch.
    oil-bottle | A squat bottle with a steel spout that pours a thread. | Eine gedrungene Flasche mit Stahlausgießer, der einen Faden gießt.
    trivet | A terracotta tile on cork feet, pressed with the thumb of whoever was there. | Eine Kachel aus Terrakotta auf Korkfüßen, mit dem Daumenabdruck dessen, der gerade da war. | finishes=terracotta care=mineral story=0 made=Pressed terracotta ~ Gepresste Terrakotta
    bowl-small | A salt pig's small cousin, for the pinch beside the stove. | Der kleine Vetter des Salzfasses, für die Prise neben dem Herd.
    jug | For batter, for brine, for carrying water to the basil. | Für Teig, für Lake und um dem Basilikum Wasser zu bringen.
    butter-dish | The pantry version: deep, with salted water under the bell. | Die Speisekammerversion: tief, mit Salzwasser unter der Glocke.
  `,
});

export const CELLIER = series({
  code: 'cellier',
  name: 'Cellier',
  maker: 'varenne',
  materials: 'porcelain',
  technique: 'slip-cast',
  made: ['Cast porcelain', 'Gegossenes Porzellan'],
  finishes: 'chalk butter celadon',
  price: 1.15,
  stories: `
    Laboratory porcelain with better manners: the same body Varenne casts for pharmacies, in shapes for a kitchen. | Laborporzellan mit besseren Manieren: dieselbe Masse, die Varenne für Apotheken gießt, in Formen für die Küche.
    A rough unglazed band runs round each lid. That is the grip, and also the place to write with a pencil what is inside. | Um jeden Deckel läuft ein raues, unglasiertes Band. Das ist der Griff und zugleich der Platz, um mit Bleistift zu notieren, was darin ist.
  `,
  pieces: `
    storage-jar | Closes with a ring of silicone that can be bought again. | Schließt mit einem Silikonring, den es einzeln nachzukaufen gibt.
    oil-bottle | Straight as a test tube and as easy to clean. | Gerade wie ein Reagenzglas und ebenso leicht zu reinigen. | story=0
    utensil-jar | A tall white beaker that makes even plastic spatulas look tidy. | Ein hoher Becher, in dem selbst Plastikschaber ordentlich wirken.
    sugar-pot | For sugar lumps or flake salt, with a slot for the spoon. | Für Würfelzucker oder Salzflocken, mit Schlitz für den Löffel.
    jug | A measuring jug without numbers; the lines inside are enough. | Ein Messkrug ohne Zahlen, die Linien innen genügen.
    bowl-small | A mixing bowl for one egg, or an evening's salt. | Eine Rührschüssel für ein Ei oder das Salz für einen Abend. | story=0
    egg-cup | Seamless and thin, for eggs of any size up to goose. | Nahtlos und dünn, für Eier jeder Größe bis zur Gans.
  `,
});

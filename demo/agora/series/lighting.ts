import { series } from '../series.ts';

/** Lamps from Malmö, ceramic and glass lamps made together with the potteries, and candlelight. */
export const KVAELL = series({
  code: 'kvaell',
  name: 'Kväll',
  maker: 'dahl',
  materials: 'finish',
  technique: 'spun',
  made: ['Spun metal', 'Gedrücktes Metall'],
  finishes: 'brass black-steel white-enamel sage-enamel',
  attributes: { fitting: 'e27', cord_m: 2, dimmable: true },
  stories: `
    Kväll means evening. The inside of the shade is matt white, so the light leaves it soft, and no bulb looks you in the eye when you sit. | Kväll heißt Abend. Innen ist der Schirm mattweiß, das Licht kommt weich heraus, und im Sitzen blickt man in keine Lampe.
    Two screws hold the shade, one the socket. The drawing that shows how to renew everything is printed on the inside of the box. | Zwei Schrauben halten den Schirm, eine die Fassung. Wie man alles erneuert, zeigt eine Zeichnung auf der Innenseite des Kartons.
    The metal is pressed over a wooden former on a lathe, by hand and with a good deal of shoulder. | Das Blech wird auf der Drehbank über eine Holzform gedrückt, von Hand und mit viel Schulter.
  `,
  pieces: `
    lamp-table | A table lamp with a shade that tilts by a hand's width towards the book. | Eine Tischleuchte, deren Schirm sich eine Handbreit zum Buch neigt.
    lamp-mushroom | A round cap on a stout stem: light on the table, none in the eyes. | Runde Kappe auf kräftigem Stiel: Licht auf dem Tisch, keins in den Augen.
    lamp-floor | Reads over your shoulder and leaves the rest of the room in peace. | Liest über die Schulter mit und lässt den Rest des Zimmers in Ruhe.
    pendant-dome | Hang it sixty centimetres above the table, and dinner takes longer. | Sechzig Zentimeter über den Tisch gehängt, und das Essen dauert länger.
    pendant-cone | A clear cone of light for chopping, sewing and homework. | Ein klarer Lichtkegel zum Schneiden, Nähen und für Hausaufgaben.
  `,
});

export const FYR = series({
  code: 'fyr',
  name: 'Fyr',
  maker: 'dahl',
  materials: 'finish',
  technique: 'enamelled',
  made: ['Enamelled sheet steel', 'Emailliertes Stahlblech'],
  finishes: 'white-enamel sage-enamel brick-enamel black-steel',
  price: 0.82,
  attributes: { fitting: 'e27', cord_m: 2, dimmable: true },
  stories: `
    Fyr is a lighthouse. The enamel is the same that covers station signs: fired at 830 degrees and indifferent to steam, sun and sauce. | Fyr heißt Leuchtturm. Die Emaille ist dieselbe wie auf Bahnhofsschildern: bei 830 Grad gebrannt und unempfindlich gegen Dampf, Sonne und Soße.
    The thin dark line at the rim is where the enamel ends and the steel looks out. It is left, because it is honest. | Die feine dunkle Linie am Rand ist die Stelle, an der die Emaille endet und der Stahl hervorschaut. Sie darf bleiben.
  `,
  pieces: `
    lamp-table | A workshop lamp that has learnt manners. | Eine Werkstattleuchte, die Manieren gelernt hat.
    lamp-mushroom | For a child's room, because it survives falling off the shelf. | Fürs Kinderzimmer, weil sie den Sturz vom Regal übersteht.
    lamp-floor | Enamelled inside as well, so it gives back all the light it gets. | Auch innen emailliert, darum gibt sie alles Licht zurück, das sie bekommt.
    pendant-dome | A kitchen pendant you can wash with the dishes, if you must. | Eine Küchenleuchte, die man zur Not mit abwaschen kann.
    pendant-cone | Three of them in a row make a counter look planned. | Drei davon in einer Reihe, und die Theke sieht nach Plan aus.
    lantern | A storm lantern for a pillar candle, with a ring to carry it by. | Eine Sturmlaterne für eine Stumpenkerze, mit einem Ring zum Tragen.
    candle-stick | Enamelled like a camp mug, with a finger loop. | Emailliert wie ein Campingbecher, mit Öse für den Finger.
  `,
});

export const KLOT = series({
  code: 'klot',
  name: 'Klot',
  maker: 'dahl',
  materials: 'glass brass',
  technique: 'mouth-blown',
  made: ['Mouth-blown glass and brass', 'Mundgeblasenes Glas und Messing'],
  finishes: 'clear amber smoke-grey rose sea-green',
  price: 1.1,
  attributes: { fitting: 'e14', cord_m: 2, dimmable: true },
  stories: `
    The globes are blown at Javor in Nový Bor, the brass is turned in Malmö. They meet in a bayonet that turns by a quarter. | Die Kugeln bläst Javor in Nový Bor, das Messing dreht Malmö. Beides trifft sich in einem Bajonett mit einer Vierteldrehung.
    Klot is a sphere, near enough. The wall is thicker at the bottom, so the light lies in the glass like tea in a cup. | Klot heißt Kugel. Unten ist die Wand dicker, darum liegt das Licht im Glas wie Tee in der Tasse.
  `,
  pieces: `
    pendant-globe | One ball of light for the hall; five, at different heights, for a stairwell. | Eine Lichtkugel für den Flur, fünf in verschiedenen Höhen fürs Treppenhaus.
    lamp-mushroom | Glass cap, glass foot, and nothing to see of the wire. | Kappe aus Glas, Fuß aus Glas, und vom Kabel sieht man nichts.
    lamp-table | A glass body full of light and a plain shade above it. | Ein Glaskörper voller Licht, darüber ein schlichter Schirm.
    candle-holder | Puts a coloured pool on the cloth, no bigger than a saucer. | Wirft einen farbigen Fleck aufs Tuch, kaum größer als eine Untertasse.
    candle-stick | A drop of glass, hollowed for a taper. | Ein Tropfen Glas, ausgehöhlt für eine Stabkerze.
    lantern | Coloured glass under a brass roof, with a ring to hang it from a finger or a hook. | Farbiges Glas unter einem Messingdach, mit einem Ring für den Finger oder den Haken.
  `,
});

export const LERA = series({
  code: 'lera',
  name: 'Lera',
  maker: 'dahl',
  materials: 'stoneware linen',
  technique: 'thrown',
  made: ['Thrown stoneware foot, linen shade', 'Gedrehter Fuß aus Steinzeug, Schirm aus Leinen'],
  finishes: 'celadon chalk rust tenmoku oatmeal',
  price: 1.06,
  attributes: { fitting: 'e27', cord_m: 1.8, dimmable: true },
  stories: `
    Lera is Swedish for clay. The feet are thrown in Höhr-Grenzhausen and wired in Malmö; the shades are cut from Hallmond linen. Three workshops for one light. | Lera ist Schwedisch für Ton. Die Füße werden in Höhr-Grenzhausen gedreht und in Malmö verkabelt, die Schirme aus Leinen von Hallmond geschnitten. Drei Werkstätten für ein Licht.
    Through the linen the light is the colour of bread crust; below it falls clear. | Durch das Leinen wird das Licht brotkrustenfarben, nach unten fällt es klar.
    Glazed in Höhr-Grenzhausen in the same buckets as the potters' cups. That is why a lamp, a candle and a jug can stand together without having been matched. | Glasiert in Höhr-Grenzhausen, in denselben Eimern wie die Tassen. Darum können Leuchte, Kerze und Krug beieinanderstehen, ohne dass jemand sie abgestimmt hat.
  `,
  pieces: `
    lamp-table | A jar with a hat: the kind of lamp that is left on when everyone is out. | Ein Krug mit Hut: die Art Leuchte, die man brennen lässt, wenn alle fort sind.
    lamp-mushroom | All of it clay, foot and cap, glazed in one bath. | Ganz aus Ton, Fuß und Kappe, in einem Bad glasiert. | story=2 made=Thrown stoneware ~ Gedrehtes Steinzeug
    candle-holder | Made from the rest of the clay, to the same curve. | Aus dem Rest des Tons, mit demselben Schwung. | story=2 made=Thrown stoneware ~ Gedrehtes Steinzeug
    candle-stick | A small tower for one taper, steady on any sill. | Ein kleiner Turm für eine Stabkerze, standfest auf jeder Fensterbank. | story=2 made=Thrown stoneware ~ Gedrehtes Steinzeug
    pendant-dome | A bell of stoneware over the table; strike it lightly and it hums. | Eine Glocke aus Steinzeug über dem Tisch; leicht angeschlagen, summt sie. | story=2 made=Thrown stoneware ~ Gedrehtes Steinzeug
    pendant-globe | A clay moon with a slit of light round its middle. | Ein Mond aus Ton mit einem Lichtspalt um die Mitte. | story=2 made=Thrown stoneware ~ Gedrehtes Steinzeug
  `,
});

export const LOD = series({
  code: 'lod',
  name: 'Lod',
  maker: 'dahl',
  materials: 'finish',
  technique: 'welded',
  made: ['Bent and welded metal', 'Gebogenes und geschweißtes Metall'],
  finishes: 'black-steel brass sage-enamel',
  price: 1.16,
  attributes: { fitting: 'e27', cord_m: 2.5, dimmable: true },
  stories: `
    A lod is the lead at the end of a plumb line. Everything here hangs or stands by weight, so there is no clamp and nothing to tighten. | Lod heißt das Blei am Senklot. Hier hängt oder steht alles durch sein Gewicht, es gibt keine Klemme und nichts festzuziehen.
    The joints are brazed and left visible, small gold beads where tube meets tube. | Die Verbindungen sind hart gelötet und bleiben sichtbar, kleine goldene Perlen, wo Rohr auf Rohr trifft.
  `,
  pieces: `
    lamp-floor | A thin arc with a counterweight: it swings to where you are. | Ein dünner Bogen mit Gegengewicht, der dorthin schwenkt, wo man sitzt.
    lamp-table | A scaled-down crane for a desk with too much on it. | Ein Kran in klein, für Schreibtische, auf denen zu viel liegt.
    pendant-cone | Slides up and down on its own weight over the sewing machine. | Gleitet durch sein eigenes Gewicht über der Nähmaschine auf und ab.
    pendant-dome | A wide hat for a round table. | Ein breiter Hut für einen runden Tisch.
    pendant-globe | A wire sphere round the bulb; its shadow draws lines on the ceiling. | Eine Drahtkugel um die Lampe, ihr Schatten zeichnet Linien an die Decke.
    candle-holder | Cut from tube, lined with brass, made for the windy corner. | Vom Rohr geschnitten, mit Messing ausgelegt, gemacht für die zugige Ecke.
    candle-stick | A weighted base and a stem like a reed. | Ein schwerer Fuß und ein Stiel wie ein Schilfrohr.
    lantern | A steel cage with a glass cylinder; hangs from a branch. | Ein Stahlkäfig mit Glaszylinder, der sich an einen Ast hängen lässt.
  `,
});

export const SKYMNING = series({
  code: 'skymning',
  name: 'Skymning',
  maker: 'dahl',
  materials: 'finish linen',
  technique: 'turned',
  made: ['Turned wood and linen', 'Gedrechseltes Holz und Leinen'],
  finishes: 'oak walnut ash-black',
  price: 1.12,
  attributes: { fitting: 'e27', cord_m: 1.8, dimmable: true },
  stories: `
    Skymning is the half hour when one ought to switch on the light and does not. The wood is turned in Egg, oiled and left to darken. | Skymning heißt die halbe Stunde, in der man Licht machen müsste und es nicht tut. Das Holz wird in Egg gedrechselt, geölt und darf nachdunkeln.
    The cord runs through the whole length of the stem, drilled from both ends to meet in the middle. | Das Kabel läuft durch den ganzen Stiel, von beiden Enden gebohrt bis zum Treffpunkt in der Mitte.
  `,
  pieces: `
    lamp-table | A turned baluster, plain on purpose, with a shade like folded paper. | Ein gedrechselter Stab, mit Absicht schlicht, und ein Schirm wie gefaltetes Papier.
    lamp-floor | One straight post of solid wood; three short feet that hardly show. | Ein gerader Pfosten aus Massivholz auf drei kurzen Füßen, die man kaum sieht.
    candle-stick | Turned from one piece with a brass cup for the flame's sake. | Aus einem Stück gedrechselt, der Flamme wegen mit Messinghülse. | story=0 made=Turned wood and brass ~ Gedrechseltes Holz und Messing
    lamp-mushroom | A wooden cap on a wooden stem, warm even when it is off. | Holzkappe auf Holzstiel, warm, auch wenn sie aus ist.
  `,
});

export const GLOED = series({
  code: 'gloed',
  name: 'Glöd',
  maker: 'lindgruen',
  materials: 'stoneware',
  technique: 'thrown',
  made: ['Thrown stoneware', 'Gedrehtes Steinzeug'],
  finishes: 'oxblood moss butter smoke cobalt',
  scale: 1.04,
  price: 0.95,
  attributes: { fitting: 'e14', cord_m: 1.8, dimmable: true },
  stories: `
    Glöd is the glow that stays when the flame has gone. Made for Lumen Dahl's winter table, and kept because people asked in May. | Glöd heißt die Glut, die bleibt, wenn die Flamme fort ist. Gemacht für die Wintertafel bei Lumen Dahl und geblieben, weil im Mai danach gefragt wurde.
    Heavy on purpose: the foot is solid clay, dried for three weeks so that it does not burst in the kiln. | Mit Absicht schwer: Der Fuß ist massiver Ton, drei Wochen getrocknet, damit er im Ofen nicht platzt.
  `,
  pieces: `
    candle-holder | Takes a tealight or, upside down, a slim taper. | Für ein Teelicht oder, umgedreht, für eine schlanke Stabkerze.
    candle-stick | Thick-set, with a wide rim for the wax of a long evening. | Gedrungen, mit breitem Rand für das Wachs eines langen Abends.
    lamp-mushroom | A toadstool in a serious glaze. | Ein Fliegenpilz in ernster Glasur.
    lantern | A pierced clay house for one candle; the holes throw leaves on the wall. | Ein durchbrochenes Haus aus Ton für eine Kerze; die Löcher werfen Blätter an die Wand.
  `,
});

export const MANE = series({
  code: 'mane',
  name: 'Måne',
  maker: 'dahl',
  materials: 'finish',
  technique: 'spun',
  made: ['Spun metal, enamelled or brushed', 'Gedrücktes Metall, emailliert oder gebürstet'],
  finishes: 'white-enamel brass brick-enamel',
  price: 1.08,
  attributes: { fitting: 'e27', cord_m: 2.2, dimmable: true },
  stories: `
    A shade inside a shade, like a moon behind a cloud: the inner one hides the bulb, the outer one takes the light and spreads it. | Ein Schirm im Schirm, wie der Mond hinter der Wolke: Der innere verbirgt die Lampe, der äußere nimmt das Licht und verteilt es.
    Between inner and outer shade there are eleven millimetres. At ten it glared, at twelve it sulked. | Zwischen innerem und äußerem Schirm liegen elf Millimeter. Bei zehn blendete es, bei zwölf war es trüb.
  `,
  pieces: `
    pendant-globe | A split sphere: the upper half warms the ceiling, the lower half lights the soup. | Eine geteilte Kugel: Die obere Hälfte wärmt die Decke, die untere beleuchtet die Suppe.
    pendant-dome | Two bowls, one in the other, and a ring of light between them. | Zwei Schalen ineinander und dazwischen ein Ring aus Licht.
    pendant-cone | A narrow cone with a bright rim, for the reading end of a long sofa. | Ein schmaler Kegel mit hellem Rand, für das Leseende eines langen Sofas.
    lamp-table | Lights the table in front of it and the wall behind it, and nobody's eyes. | Beleuchtet den Tisch davor und die Wand dahinter und niemandes Augen.
    lamp-mushroom | A bedside lamp that dims to the brightness of a clock. | Eine Nachttischleuchte, die sich bis auf Weckerhelligkeit dimmen lässt.
    lamp-floor | A tall reader with two shades and one pull cord. | Eine hohe Leseleuchte mit zwei Schirmen und einer Zugschnur. | finishes=brass,white-enamel,brick-enamel,black-steel
    candle-holder | The inner shade on its own, turned over for a tealight. | Der innere Schirm allein, umgedreht für ein Teelicht. | story=1
  `,
});

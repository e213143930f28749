import { series, titled } from '../series.ts';

/** Willow from Cuenca, boxes from Leipzig, tins from Charleville, trays from Egg. */
export const JUCAR = series({
  code: 'jucar',
  name: 'Júcar',
  maker: 'olmo',
  materials: 'finish',
  technique: 'plaited',
  made: ['Brown willow, plaited by hand', 'Braune Weide, von Hand geflochten'],
  finishes: 'wicker',
  stories: `
    Boiled in its bark, willow takes the brown of strong tea all the way through. Plaited damp, it tightens as it dries and creaks for a week. | In der Rinde gekocht, wird Weide durch und durch teebraun. Feucht geflochten zieht sie sich beim Trocknen fest und knarzt noch eine Woche.
    Emilio starts the base, Tomás raises the sides, their niece makes the handles. Each of them can tell whose basket is whose. | Emilio beginnt den Boden, Tomás zieht die Wände hoch, die Nichte macht die Griffe. Jeder von ihnen erkennt, wessen Korb es ist.
  `,
  pieces: `
    basket-round | For logs in winter, cushions in summer, a cat all year. | Im Winter für Scheite, im Sommer für Kissen, das ganze Jahr für die Katze.
    basket-tall | Holds a week's washing for two and lets it breathe. | Fasst die Wäsche von zweien für eine Woche und lässt sie atmen.
  `,
});

export const HUECAR = series({
  code: 'huecar',
  name: 'Huécar',
  maker: 'olmo',
  materials: 'willow',
  technique: 'plaited',
  made: ['Peeled willow, dyed and plaited', 'Geschälte Weide, gefärbt und geflochten'],
  finishes: 'natural indigo ochre sage charcoal',
  price: 1.12,
  stories: `
    Peeled white and dyed in the rod before plaiting, so colour shows on the inside too. | Weiß geschält und vor dem Flechten als Rute gefärbt, darum hat auch das Innere Farbe.
    The wall is woven in pairs, a pattern the brothers call two going to Mass. | Die Wand ist paarweise geflochten; die Brüder nennen das: zwei gehen zur Messe.
  `,
  pieces: `
    basket-round | A bright catch-all for toys, at the height of those who should tidy them. | Ein farbiger Sammelplatz für Spielzeug, auf Höhe derer, die es aufräumen sollen.
    basket-tall | An umbrella stand, a place for rolled paper, a waste bin with ambitions. | Schirmständer, Ort für Papierrollen, Papierkorb mit Ehrgeiz.
  `,
});

export const CANAMARES = series({
  code: 'canamares',
  name: 'Cañamares',
  maker: 'olmo',
  materials: 'finish',
  technique: 'plaited',
  made: ['Willow in openwork plaiting', 'Weide, durchbrochen geflochten'],
  finishes: 'wicker charcoal',
  price: 0.84,
  stories: `
    Openwork uses half the rods and all of the skill: every crossing is held only by the tension of the next. | Durchbrochenes braucht halb so viele Ruten und das ganze Können: Jede Kreuzung hält nur durch die Spannung der nächsten.
    The village of Cañamares reddens in January, when the cut willow stands in bundles along the river. | Im Januar leuchtet Cañamares rot, wenn die geschnittene Weide gebündelt am Fluss steht.
  `,
  pieces: `
    basket-round | For bread, eggs, or onions that want air. | Für Brot, Eier oder Zwiebeln, die Luft wollen.
    basket-tall | You can see from the door whether it is time to wash. | Man sieht schon von der Tür, ob Waschtag ist.
  `,
});

export const VOLKMARSDORF = series({
  code: 'volkmarsdorf',
  name: 'Volkmarsdorf',
  maker: 'ziegler-roth',
  materials: 'paper',
  technique: 'screen-printed',
  made: ['Grey board covered with printed paper', 'Graupappe, mit bedrucktem Papier bezogen'],
  finishes: 'blocks',
  care: 'box',
  price: 0.82,
  stories: `
    Covered by the bookbinder with the corners folded in, not cut, which is why they hold when the box is dropped. | Von der Buchbinderin bezogen, die Ecken eingeschlagen statt geschnitten, darum halten sie, wenn die Kiste fällt.
    Made from misprints and proofs of our own prints: what does not hang holds letters. | Gemacht aus Fehldrucken und Andrucken der eigenen Blätter: Was nicht hängt, bewahrt Briefe auf.
  `,
  pieces: titled(
    `
    box-lidded | blocks | Letters Unsent | Nicht abgeschickt | For paper that you may yet need, in both senses. | Für Papier, das man noch einmal brauchen könnte, in jedem Sinn.
    box-lidded | contour | Odds and Summits | Gipfel und Kleinkram | Keeps cables, if you coil them first. | Nimmt Kabel auf, wenn man sie vorher aufwickelt.
    box-lidded | weave | Sewing Things | Nähzeug | Takes forty reels of thread upright. | Vierzig Garnrollen stehen aufrecht darin.
    box-lidded | stripe | Photographs | Fotografien | Acid-free inside, for prints of ten by fifteen. | Innen säurefrei, für Abzüge zehn mal fünfzehn.
    box-lidded | tide | Holiday Finds | Strandgut | Lined with felt for shells and small stones. | Mit Filz ausgelegt, für Muscheln und kleine Steine.
    box-lidded | grid | Accounts | Belege | Receipts go in, the lid goes on, and the year can end. | Belege hinein, Deckel drauf, und das Jahr darf enden.
    box-lidded | arcs | Watercolours | Aquarellkasten | Tall enough for tubes, wide enough for brushes. | Hoch genug für Tuben, breit genug für Pinsel.
  `,
    ['box', 'Schachtel'],
  ),
});

export const WARTH = series({
  code: 'warth',
  name: 'Warth',
  maker: 'brunnader',
  materials: 'finish',
  technique: 'joined',
  made: ['Solid wood, oiled', 'Massivholz, geölt'],
  finishes: 'oak walnut beech',
  care: 'timber',
  stories: `
    One plank makes one set: box, tray and rail are cut from it in a row, so the grain continues if you put them side by side. | Aus einer Bohle wird ein Satz: Dose, Tablett und Leiste nacheinander herausgeschnitten, die Maserung läuft weiter, wenn man sie nebeneinanderlegt.
    Bottoms are let into a groove and never glued. Wood needs somewhere to go in summer. | Böden liegen in einer Nut und sind nie verleimt. Irgendwohin muss das Holz im Sommer ja.
  `,
  pieces: `
    box-lidded | The lid lifts on air: it is made so closely that it settles slowly. | Der Deckel schwebt auf Luft: Er sitzt so genau, dass er langsam sinkt.
    tray-rect | With handles sawn out of the ends, at a slant that suits the wrists. | Mit Griffen, schräg aus den Stirnseiten gesägt, wie es den Handgelenken passt.
    tray-round | Turned with a rim as high as a spilled cup needs. | Mit einem Rand gedrechselt, so hoch, wie ihn eine verschüttete Tasse braucht.
    hook-rail | Five pegs from one branch, turned on a rainy day. | Fünf Knäufe aus einem Ast, gedrechselt an einem Regentag.
  `,
});

export const SILBERTAL = series({
  code: 'silbertal',
  name: 'Silbertal',
  maker: 'brunnader',
  materials: 'finish',
  technique: 'joined',
  made: ['Bent and pinned wood', 'Gebogenes, genageltes Holz'],
  finishes: 'ash-black beech walnut',
  care: 'timber',
  price: 1.16,
  stories: `
    Strips of two millimetres are steamed, bent round a form and pinned with copper, as cheese boxes were. | Zwei Millimeter starke Streifen werden gedämpft, um eine Form gebogen und mit Kupfer genagelt, wie früher Käseschachteln.
    Steam gives you forty seconds. After that the wood has made up its mind. | Der Dampf lässt einem vierzig Sekunden. Danach hat sich das Holz entschieden.
  `,
  pieces: `
    box-lidded | An oval that holds buttons, biscuits or a ball of wool with its end out. | Ein Oval für Knöpfe, Kekse oder ein Wollknäuel, dessen Ende heraushängt.
    tray-round | As light as a drum skin, with a copper seam. | Leicht wie ein Trommelfell, mit kupferner Naht.
    tray-rect | Bent up on two sides only, so crumbs can leave. | Nur an zwei Seiten hochgebogen, damit die Krümel hinauskönnen.
    hook-rail | Steam-bent hooks, springy enough for a heavy bag. | Dampfgebogene Haken, federnd genug für eine schwere Tasche.
  `,
});

export const SEMOY = series({
  code: 'semoy',
  name: 'Semoy',
  maker: 'maurel',
  materials: 'finish',
  technique: 'enamelled',
  made: ['Enamelled sheet steel', 'Emailliertes Stahlblech'],
  finishes: 'sage-enamel white-enamel brick-enamel black-steel',
  care: 'enamel',
  stories: `
    Rolled edges, black at the bend. It is the tinware of French country stations, without the advertising. | Gerollte Kanten, am Bug schwarz. Es ist das Blechgeschirr französischer Landbahnhöfe, nur ohne Reklame.
    The enamel is sprayed twice and wiped off the edge with a thumb. | Die Emaille wird zweimal gespritzt und mit dem Daumen von der Kante gewischt.
    You hear by the lid whether it is closed. | Am Ton des Deckels hört man, ob die Dose zu ist.
  `,
  pieces: `
    tin-canister | Coffee keeps its scent in it, biscuits keep their crunch. | Kaffee behält darin seinen Duft, Gebäck seinen Biss.
    box-lidded | A lunch box that has stayed at home to hold plasters. | Eine Brotdose, die zu Hause geblieben ist und jetzt Pflaster hütet.
    tray-round | Carries beer to the garden and potting soil to the kitchen. | Bringt Bier in den Garten und Blumenerde in die Küche. | story=1
    tray-rect | Goes under muddy boots and, washed, under a cake. | Steht unter schlammigen Stiefeln und gewaschen unter einem Kuchen.
    hook-rail | The rail from the school cloakroom, minus the names. | Die Leiste aus der Schulgarderobe, ohne die Namen.
  `,
});

export const GIVET = series({
  code: 'givet',
  name: 'Givet',
  maker: 'maurel',
  materials: 'finish',
  technique: 'spun',
  made: ['Spun metal, waxed', 'Gedrücktes Metall, gewachst'],
  finishes: 'brass black-steel',
  care: 'metal',
  price: 1.2,
  stories: `
    Spun on a lathe from one disc, so that tins and trays have no seam anywhere. | Auf der Drehbank aus einer Scheibe gedrückt, darum haben Dosen und Tabletts nirgends eine Naht.
    Left without lacquer. It will darken where you touch it and stay bright where you do not. | Ohne Lack gelassen. Wo man hinfasst, dunkelt es nach, sonst bleibt es hell.
  `,
  pieces: `
    tin-canister | A tin with a lid that sinks by itself, slowly, like a good door. | Eine Dose, deren Deckel von selbst sinkt, langsam wie eine gute Tür.
    tray-round | For decanters, for keys, for carrying candlelight from room to room. | Für Karaffen, für Schlüssel und um Kerzenlicht von Zimmer zu Zimmer zu tragen.
    tray-rect | A desk tray for pens and the post of the day. | Eine Schale für den Schreibtisch: Stifte und die Post des Tages.
    hook-rail | Cast hooks on a bar, aged as if they had been there before you. | Gegossene Haken auf einer Schiene, als wären sie vor Ihnen da gewesen.
  `,
});

export const HYLLA = series({
  code: 'hylla',
  name: 'Hylla',
  maker: 'dahl',
  materials: 'finish',
  technique: 'welded',
  made: ['Folded and enamelled sheet steel', 'Gekantetes, emailliertes Stahlblech'],
  finishes: 'white-enamel black-steel sage-enamel',
  care: 'enamel',
  price: 0.9,
  stories: `
    Cut and folded from one sheet like a paper model; the two rivets are there to prove it. | Aus einem Blech geschnitten und gekantet wie ein Papiermodell; die beiden Nieten beweisen es.
    Enamelled at a works that otherwise does stove doors, on the days when nobody needs a stove. | Emailliert in einem Werk, das sonst Ofentüren macht, an den Tagen, an denen niemand einen Ofen braucht.
  `,
  pieces: `
    tin-canister | Square shoulders, round lid, and space for a hundred tea bags. | Eckige Schultern, runder Deckel und Platz für hundert Teebeutel.
    tray-rect | An in-tray by day, an aperitif tray after six. | Tagsüber Ablage, nach sechs Tablett für den Aperitif.
    hook-rail | Six folded tongues for keys and lanyards. | Sechs gekantete Zungen für Schlüssel und Bänder.
    box-lidded | A steel box for recipes, passports or paint brushes. | Eine Stahlkiste für Rezepte, Pässe oder Pinsel.
    tray-round | A round with one flat side to lean on the backsplash. | Ein Rund mit einer geraden Seite, damit es an der Wand lehnen kann.
  `,
});

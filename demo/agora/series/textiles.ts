import { series } from '../series.ts';

/** Linen, half-linen and cotton from Haslach. */
export const LINUM = series({
  code: 'linum',
  name: 'Linum',
  maker: 'hallmond',
  materials: 'linen',
  technique: 'woven',
  made: ['Washed linen, 190 g/m²', 'Gewaschenes Leinen, 190 g/m²'],
  finishes: 'natural indigo ochre sage charcoal',
  stories: `
    Flax is sown on the hundredth day of the year and needs a hundred days. What Hallmond weaves from it has been to the river and back, dyed in the piece and tumbled with stones the size of eggs. | Flachs wird am hundertsten Tag des Jahres gesät und braucht hundert Tage. Was Hallmond daraus webt, ist im Stück gefärbt und mit eigroßen Steinen gewaschen.
    Plain weave, nothing clever: the same thread lengthwise and across, so that it hangs and wears evenly. | Leinwandbindung, nichts Raffiniertes: derselbe Faden längs und quer, damit der Stoff gleichmäßig fällt und sich gleichmäßig abnutzt.
    The colours are mixed to sit beside unbleached flax, which is why none of them shouts. | Die Farben sind neben ungebleichtem Flachs abgestimmt, darum schreit keine.
  `,
  pieces: `
    cushion-square | A cover with mitred corners, so no ears stick out when it is full. | Ein Bezug mit abgenähten Ecken, damit gefüllt keine Zipfel abstehen.
    cushion-long | For the small of the back, or to end a bed properly. | Fürs Kreuz oder als ordentlicher Abschluss eines Betts.
    tablecloth | Hemmed by four centimetres and heavy enough to stay down on a windy terrace. | Vier Zentimeter breit gesäumt und schwer genug für eine windige Terrasse.
    napkin | Large, soft and absorbent: after the second wash you stop buying paper. | Groß, weich und saugfähig: Nach der zweiten Wäsche kauft man kein Papier mehr.
    towel-tea | Dries glasses without lint and without a second try. | Trocknet Gläser fusselfrei und beim ersten Mal.
    towel-bath | Flat-woven and thin, dry again before the next person showers. | Flach gewebt und dünn, schon wieder trocken, ehe der Nächste duscht.
    curtain | Falls in loose folds and turns harsh light into morning light. | Fällt in losen Falten und macht aus hartem Licht Morgenlicht.
    bed-linen | Cool in July, warm in January, never ironed. One cover, one pillowcase of 80 × 80 cm. | Im Juli kühl, im Januar warm, nie gebügelt. Ein Bezug, ein Kissenbezug 80 × 80 cm.
  `,
});

export const MUEHL = series({
  code: 'muehl',
  name: 'Mühl',
  maker: 'hallmond',
  materials: 'linen cotton',
  technique: 'woven',
  made: ['Half-linen with a woven border', 'Halbleinen mit eingewebter Borte'],
  finishes: 'natural indigo madder ochre',
  price: 0.88,
  stories: `
    Cotton warp, linen weft: the old mixture of farmhouse cupboards, supple from one thread and thirsty from the other. | Kette aus Baumwolle, Schuss aus Leinen: die alte Mischung der Bauernschränke, geschmeidig durch den einen Faden, durstig durch den anderen.
    The three stripes of the border were the weaver's signature in the Mühlviertel: one family, one rhythm. Hallmond's is narrow, narrow, wide. | Die drei Streifen der Borte waren im Mühlviertel die Unterschrift der Weber: jede Familie ein Rhythmus. Der von Hallmond geht schmal, schmal, breit.
  `,
  pieces: `
    towel-tea | The kitchen towel with a loop at both ends and a stripe to find the right side by. | Das Geschirrtuch mit Aufhänger an beiden Enden und einer Borte für die richtige Seite.
    towel-bath | A sauna towel of the old sort: firm at first, loyal afterwards. | Ein Saunatuch alter Art: zuerst fest, danach treu.
    napkin | Bordered on two sides; folded in three, the stripes meet. | An zwei Seiten mit Borte; zum Drittel gefaltet treffen sich die Streifen.
    tablecloth | For Sundays that begin with coffee and end with cards. | Für Sonntage, die mit Kaffee beginnen und mit Karten enden.
    cushion-square | Cut so that the border runs across the lower third. | So zugeschnitten, dass die Borte durchs untere Drittel läuft.
    curtain | A half-height café curtain's big sister, floor length with the border at the hem. | Die große Schwester der Scheibengardine, bodenlang mit der Borte am Saum.
    bed-linen | Farmhouse linen, the border folded over at the top like a letter. One cover, one pillowcase of 80 × 80 cm. | Bettwäsche wie vom Bauernhof, die Borte oben umgeschlagen wie ein Brief. Ein Bezug, ein Kissenbezug 80 × 80 cm.
  `,
});

export const AURACH = series({
  code: 'aurach',
  name: 'Aurach',
  maker: 'hallmond',
  materials: 'cotton linen',
  technique: 'woven',
  made: ['Waffle weave of cotton and linen', 'Waffelpikee aus Baumwolle und Leinen'],
  finishes: 'natural sage charcoal indigo',
  stories: `
    The small squares stand up when they are washed and hold twice the water a flat cloth would. Air gets in as well, so nothing smells of cellar. | Die kleinen Quadrate stellen sich beim Waschen auf und halten doppelt so viel Wasser wie ein glattes Tuch. Luft kommt auch hinein, darum riecht nichts nach Keller.
    Woven forty per cent larger than sold: the waffle shrinks into its shape in the first bath, at the mill and not at yours. | Vierzig Prozent größer gewebt als verkauft: Die Waffel springt beim ersten Bad in Form, und zwar in der Weberei und nicht bei Ihnen.
  `,
  pieces: `
    towel-bath | Thirsty, light, and quick on the line. | Durstig, leicht und schnell auf der Leine trocken.
    towel-tea | Polishes forks as willingly as it mops a spill. | Poliert Gabeln so willig, wie es Pfützen aufnimmt.
    throw | A summer blanket for the hour when the windows stay open. | Eine Sommerdecke für die Stunde, in der die Fenster offen bleiben. | care=linen
    cushion-square | Texture instead of pattern; good among smooth things. | Struktur statt Muster, gut zwischen glatten Dingen.
    napkin | Crumples beautifully and forgives mussels. | Knittert schön und verzeiht Muscheln.
    bed-linen | Dimpled cotton that lies lightly and keeps a little air. One cover, one pillowcase of 80 × 80 cm. | Geprägte Baumwolle, die leicht aufliegt und etwas Luft behält. Ein Bezug, ein Kissenbezug 80 × 80 cm.
  `,
});

export const LEINACH = series({
  code: 'leinach',
  name: 'Leinach',
  maker: 'hallmond',
  materials: 'linen',
  technique: 'woven',
  made: ['Heavy linen, 280 g/m²', 'Schweres Leinen, 280 g/m²'],
  finishes: 'natural ochre madder charcoal sage',
  price: 1.18,
  stories: `
    Woven of thick, uneven yarn on the slowest of the seven looms, at four metres an hour. | Aus dickem, ungleichem Garn auf dem langsamsten der sieben Stühle gewebt, vier Meter in der Stunde.
    A cloth with slubs, like handwriting on rough paper. It softens for ten years and then stays as it is. | Ein Stoff mit Noppen, wie Handschrift auf rauem Papier. Zehn Jahre lang wird er weicher, danach bleibt er, wie er ist.
  `,
  pieces: `
    cushion-square | Sturdy enough for the window seat and the dog. | Robust genug für die Fensterbank und den Hund.
    cushion-long | A bolster without stiffness for the bench in the hall. | Eine Rolle ohne Strenge für die Bank im Flur.
    throw | Linen by the hundredweight, or so it feels: cool, calm, good over a sofa. | Gefühlt ein Zentner Leinen: kühl, ruhig, gut über dem Sofa. | care=linen
    tablecloth | Falls straight down at the sides, like a curtain for table legs. | Fällt an den Seiten gerade herab wie ein Vorhang für Tischbeine.
    napkin | The size of a small apron. For lobster, or spaghetti in company. | Groß wie eine kleine Schürze. Für Hummer oder Spaghetti in Gesellschaft.
    curtain | Keeps out the street lamp, lets in the sparrows. | Hält die Straßenlaterne draußen und lässt die Spatzen herein.
    bed-linen | For people who like to feel that they are lying under something. One cover, one pillowcase of 80 × 80 cm. | Für alle, die spüren wollen, dass sie zugedeckt sind. Ein Bezug, ein Kissenbezug 80 × 80 cm.
  `,
});

export const RODL = series({
  code: 'rodl',
  name: 'Rodl',
  maker: 'hallmond',
  materials: 'cotton',
  technique: 'woven',
  made: ['Combed organic cotton', 'Gekämmte Bio-Baumwolle'],
  finishes: 'natural indigo sage madder',
  price: 0.8,
  stories: `
    Percale of long Turkish fibres, closely woven and never bleached. It rustles a little when it is new. | Perkal aus langen türkischen Fasern, dicht gewebt und nie gebleicht. Neu raschelt er ein wenig.
    Dyed with indigo, weld and madder at a dye works two valleys on. Small differences from batch to batch belong to plants. | Mit Indigo, Wau und Krapp gefärbt, zwei Täler weiter. Kleine Unterschiede zwischen den Partien gehören zu Pflanzen dazu.
  `,
  pieces: `
    bed-linen | Crisp and cool, with buttons down one long side. One cover, one pillowcase of 80 × 80 cm. | Kühl und griffig, mit Knöpfen an einer Längsseite. Ein Bezug, ein Kissenbezug 80 × 80 cm.
    towel-bath | Terry with short, dense loops, soft without pretending to be a cloud. | Frottier mit kurzen, dichten Schlingen, weich, ohne eine Wolke sein zu wollen.
    towel-tea | Striped edge, sharp corners, and room for a recipe embroidered by you. | Gestreifte Kante, scharfe Ecken und Platz für ein selbst gesticktes Monogramm.
    cushion-long | A pillow for reading, filled with wool that does not slump. | Ein Lesekissen, gefüllt mit Wolle, die nicht zusammensackt.
    curtain | Light as a shirt; moves when somebody opens the door. | Leicht wie ein Hemd; bewegt sich, wenn jemand die Tür öffnet.
    napkin | Small enough for breakfast, good enough for guests. | Klein genug fürs Frühstück, gut genug für Gäste.
    tablecloth | A smooth ground for patterned plates. | Ein glatter Grund für gemusterte Teller.
  `,
});

export const RANNA = series({
  code: 'ranna',
  name: 'Ranna',
  maker: 'hallmond',
  materials: 'cotton linen',
  technique: 'woven',
  made: ['Jacquard of cotton and linen', 'Jacquard aus Baumwolle und Leinen'],
  finishes: 'weave stripe grid contour',
  price: 1.05,
  stories: `
    Woven on the one loom that reads punched cards. When a card tears it is mended with parcel tape, and the cloth keeps a record of it. | Gewebt auf dem einen Stuhl, der noch Lochkarten liest. Reißt eine, wird sie mit Paketband geflickt, und der Stoff merkt sich das.
    The back is the negative of the front. Some customers use nothing else. | Die Rückseite ist das Negativ der Vorderseite. Manche benutzen nur die.
  `,
  pieces: `
    cushion-square | Pattern on both sides, in opposite colours. | Muster auf beiden Seiten, in vertauschten Farben.
    cushion-long | Cut along the repeat, so that two in a row continue each other. | Im Rapport geschnitten, damit zwei nebeneinander sich fortsetzen.
    throw | A thick summer cloth for sofa, sand and the back seat. | Ein dickes Sommertuch für Sofa, Sand und Rückbank. | care=linen
    towel-tea | The one that hangs on the oven door because guests can see it there. | Das Tuch, das am Ofengriff hängt, weil Gäste es dort sehen. | finishes=weave,stripe,grid,blocks
  `,
});

import { series } from '../series.ts';

/** Wool from the Teviot and rugs from Taznakht. */
export const TEVIOT = series({
  code: 'teviot',
  name: 'Teviot',
  maker: 'tannock',
  materials: 'wool',
  technique: 'woven',
  made: ['Woven lambswool', 'Gewebte Lammwolle'],
  finishes: 'natural indigo ochre charcoal',
  stories: `
    Dyed in the fleece and blended before spinning: look closely and the grey is made of blue, brown and white hairs. | In der Flocke gefärbt und vor dem Spinnen gemischt: Wer genau hinsieht, findet im Grau blaue, braune und weiße Haare.
    Milled in soft river water until the weave closes, then brushed once with teasels. Not twice: it should last. | In weichem Flusswasser gewalkt, bis sich das Gewebe schließt, dann einmal mit Karden aufgeraut. Nicht zweimal, es soll ja halten.
    Every length is measured, mended by hand and measured again by Jean, who has been at Tannock since 1981. | Jedes Stück wird gemessen, von Hand ausgebessert und noch einmal gemessen, von Jean, die seit 1981 bei Tannock ist.
  `,
  pieces: `
    throw | Warm without weight: the blanket that ends up on whoever came last. | Warm, ohne zu lasten: die Decke, die am Ende der bekommt, der zuletzt kam.
    cushion-square | Wool outside, feathers inside, and a nap in the middle. | Außen Wolle, innen Federn, dazwischen ein Mittagsschlaf.
    cushion-long | Fits the armrest of a sofa as if it had been ordered for it. | Passt an die Sofalehne wie dafür bestellt.
    curtain | A winter curtain for a front door that leaks air. | Ein Wintervorhang für eine Haustür, durch die es zieht. | care=wool
  `,
});

export const YARROW = series({
  code: 'yarrow',
  name: 'Yarrow',
  maker: 'tannock',
  materials: 'wool',
  technique: 'woven',
  made: ['Herringbone of Shetland wool', 'Fischgrat aus Shetlandwolle'],
  finishes: 'charcoal sage madder natural',
  price: 1.15,
  stories: `
    Herringbone turns at every thirty-second thread. From across the room it is one colour, from the chair it is a pattern. | Alle zweiunddreißig Fäden wendet der Fischgrat. Von der Tür aus ist er eine Farbe, vom Sessel aus ein Muster.
    Shetland is springy rather than silky. It shrugs off rain, and creases hang out overnight. | Shetland ist eher federnd als seidig. Regen perlt ab, und Falten hängen sich über Nacht aus.
  `,
  pieces: `
    throw | A travelling rug in the old sense, with knotted fringes at both ends. | Eine Reisedecke im alten Sinn, mit geknoteten Fransen an beiden Enden.
    cushion-square | The weave meets in a point at the centre of the front. | Auf der Vorderseite läuft das Gewebe in der Mitte spitz zusammen.
    cushion-long | Herringbone along the length, so it looks a little longer still. | Fischgrat der Länge nach, so wirkt es noch ein wenig länger.
    curtain | Heavy, lined, and the end of any draught. | Schwer, gefüttert und das Ende jedes Luftzugs. | care=wool
  `,
});

export const ETTRICK = series({
  code: 'ettrick',
  name: 'Ettrick',
  maker: 'tannock',
  materials: 'wool',
  technique: 'woven',
  made: ['Double-faced merino', 'Doppelgewebe aus Merino'],
  finishes: 'indigo ochre sage natural madder',
  price: 1.35,
  stories: `
    Two cloths woven at once and bound together by single threads: one side in colour, the other undyed. | Zwei Gewebe zugleich, durch einzelne Fäden verbunden: eine Seite farbig, die andere ungefärbt.
    Merino fine enough for a baby's neck. It comes from two farms in the Ettrick valley that shear in May. | Merino, fein genug für einen Babyhals. Es stammt von zwei Höfen im Tal des Ettrick, die im Mai scheren.
  `,
  pieces: `
    throw | Two throws in one; which side is up depends on the day. | Zwei Plaids in einem; welche Seite oben liegt, bestimmt der Tag.
    cushion-square | Front in colour, back in cream, and a piping where they argue. | Vorn Farbe, hinten Creme und eine Paspel an der Grenze.
    cushion-long | Small, dense, made for the neck on long train rides home. | Klein, dicht und gemacht für den Nacken auf langen Heimfahrten.
  `,
});

export const BORTHWICK = series({
  code: 'borthwick',
  name: 'Borthwick',
  maker: 'tannock',
  materials: 'wool',
  technique: 'woven',
  made: ['Recycled wool, loosely woven', 'Recycelte Wolle, locker gewebt'],
  finishes: 'charcoal natural indigo ochre',
  price: 0.72,
  stories: `
    Cutting waste from Hawick's knitters, sorted by colour and spun again. No dye is used at all; the indigo was once a fisherman's jumper. | Zuschnittreste der Strickereien von Hawick, nach Farben sortiert und neu gesponnen. Gefärbt wird nicht, das Indigo war einmal ein Fischerpullover.
    The yarn is thick, a bit hairy, and does not mind being taken outside. | Das Garn ist dick, ein wenig haarig und geht gern mit hinaus.
  `,
  pieces: `
    throw | For the campfire, the boot of the car, the football ground. | Fürs Lagerfeuer, den Kofferraum, den Fußballplatz.
    cushion-square | A garden-bench cushion that is forgiven a shower. | Ein Kissen für die Gartenbank, dem man einen Schauer verzeiht.
    cushion-long | Filled with the same wool it is covered in. | Gefüllt mit derselben Wolle, aus der auch der Bezug ist.
  `,
});

export const SIROUA = series({
  code: 'siroua',
  name: 'Siroua',
  maker: 'tamesna',
  materials: 'wool',
  technique: 'hand-knotted',
  made: ['Hand-knotted mountain wool', 'Handgeknüpfte Bergwolle'],
  finishes: 'natural madder indigo ochre charcoal',
  price: 1.25,
  stories: `
    Sheep on Jebel Siroua grow a long, greasy fleece. Spun by hand, it takes madder like no other wool and shines a little more every year. | Die Schafe am Djebel Siroua tragen ein langes, fettes Vlies. Von Hand gesponnen, nimmt es Krapp auf wie keine andere Wolle und glänzt jedes Jahr etwas mehr.
    Forty thousand knots a square metre, none of them counted from a chart. The weaver holds the design in her head and her daughter holds the yarn. | Vierzigtausend Knoten auf den Quadratmeter, keiner nach Vorlage gezählt. Die Weberin hat das Muster im Kopf, die Tochter hält das Garn.
  `,
  pieces: `
    rug-rect | A deep pile for bare feet beside the bed, or for a whole room of them. | Ein tiefer Flor für bloße Füße neben dem Bett oder für ein ganzes Zimmer davon.
    rug-round | Knotted from the middle outwards, which only three of the weavers can do. | Von der Mitte nach außen geknüpft, das können nur drei der Weberinnen.
    cushion-square | A rug's worth of colour at the size of a chair. | So viel Farbe wie ein Teppich, so groß wie ein Stuhl.
    cushion-long | Knotted in front, plain at the back, with tassels left as they came. | Vorn geknüpft, hinten schlicht, mit Quasten, wie sie eben geraten sind.
  `,
});

export const DRAA = series({
  code: 'draa',
  name: 'Drâa',
  maker: 'tamesna',
  materials: 'wool',
  technique: 'flat-woven',
  made: ['Flat-woven wool', 'Flachgewebte Wolle'],
  finishes: 'ochre indigo natural sage madder',
  price: 0.82,
  stories: `
    A flat weave with two right sides, made in the date valleys where a pile would only gather sand. | Ein Flachgewebe mit zwei rechten Seiten, gemacht in den Dattelpalmtälern, wo ein Flor nur Sand sammeln würde.
    The stripes are never the same width twice. That is how you know where one day's work ended and the next began. | Kein Streifen ist so breit wie der andere. So erkennt man, wo ein Arbeitstag endete und der nächste begann.
  `,
  pieces: `
    rug-rect | Thin enough to run under a door, tough enough for a kitchen. | Dünn genug, um unter der Tür durchzupassen, zäh genug für die Küche.
    rug-round | A flat disc for under a round table: chairs slide on it easily. | Eine flache Scheibe für unter den runden Tisch: Stühle gleiten leicht darauf.
    cushion-square | Woven like the rugs, with the knots on show. | Gewebt wie die Teppiche, die Knoten bleiben sichtbar.
    cushion-long | Good on the floor, against a wall, with mint tea. | Gut auf dem Boden, an der Wand, mit Minztee.
    throw | A handira without sequins, for the end of the bed. | Eine Handira ohne Pailletten, fürs Fußende des Betts.
  `,
});

export const IMLIL = series({
  code: 'imlil',
  name: 'Imlil',
  maker: 'tamesna',
  materials: 'wool',
  technique: 'hand-knotted',
  made: ['Undyed and over-dyed wool, knotted long', 'Ungefärbte und überfärbte Wolle, lang geknüpft'],
  finishes: 'natural charcoal sage ochre',
  price: 1.06,
  stories: `
    White sheep, brown sheep, and the black one that every flock has. Colour, where there is any, was dipped after weaving. | Weiße Schafe, braune Schafe und das schwarze, das jede Herde hat. Wo Farbe ist, wurde sie nach dem Weben getaucht.
    Made for sleeping on at two thousand metres, and not too proud for a flat on the third floor. | Zum Schlafen auf zweitausend Metern gemacht und sich für eine Wohnung im dritten Stock nicht zu fein.
  `,
  pieces: `
    rug-rect | Two fingers deep, and quiet: it swallows footsteps. | Zwei Finger tief und still: Er schluckt Schritte.
    rug-round | A snowfield for the reading corner. | Ein Schneefeld für die Leseecke.
    cushion-square | Shaggy on the side you see, smooth on the side you lean on. | Zottig auf der Seite, die man sieht, glatt auf der, an die man sich lehnt.
    throw | Half rug, half blanket, wholly warm. | Halb Teppich, halb Decke, ganz warm.
  `,
});

export const OURIKA = series({
  code: 'ourika',
  name: 'Ourika',
  maker: 'tamesna',
  materials: 'wool cotton',
  technique: 'flat-woven',
  made: ['Flat-woven wool on a cotton warp', 'Flachgewebte Wolle auf Baumwollkette'],
  finishes: 'blocks stripe contour weave',
  price: 1.1,
  stories: `
    Drawn in our studio as a cut-paper collage, sent to Taznakht as a photograph, and returned with three improvements we had not thought of. | Im Atelier als Papiercollage entworfen, als Foto nach Taznakht geschickt und mit drei Verbesserungen zurückgekommen, auf die wir nicht gekommen wären.
    Two weavers sit side by side and meet in the middle; sometimes the pattern shows who hummed. | Zwei Weberinnen sitzen nebeneinander und treffen sich in der Mitte; manchmal sieht man dem Muster an, wer dabei gesummt hat.
  `,
  pieces: `
    rug-rect | A picture you are allowed to walk on. | Ein Bild, über das man gehen darf.
    rug-round | A composition without top or bottom, for rooms with two doors. | Eine Komposition ohne Oben und Unten, für Zimmer mit zwei Türen.
    cushion-square | A corner of the rug design, enlarged until it became something else. | Ein Ausschnitt des Teppichentwurfs, vergrößert, bis etwas anderes daraus wurde.
    throw | Pattern enough for a plain sofa and two plain people. | Muster genug für ein schlichtes Sofa und zwei schlichte Leute.
  `,
});

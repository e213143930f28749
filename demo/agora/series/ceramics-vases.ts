import { series } from '../series.ts';

/** Vases, and the bowls that stand beside them. */
export const ARCADIA = series({
  code: 'arcadia',
  name: 'Arcadia',
  maker: 'lindgruen',
  materials: 'stoneware',
  technique: 'thrown',
  made: ['Thrown stoneware with a satin glaze', 'Gedrehtes Steinzeug, seidenmatt glasiert'],
  finishes: 'oxblood celadon chalk tenmoku',
  price: 1.1,
  stories: `
    The outlines were traced from shards in the museum at Höhr and then made plainer, three times over. | Die Umrisse sind von Scherben im Museum in Höhr abgenommen und dann dreimal vereinfacht worden.
    Two glazes overlap at the shoulder by the width of a brush. Where they meet, a third colour appears that is in neither bucket. | An der Schulter überlappen zwei Glasuren um eine Pinselbreite. Wo sie sich treffen, entsteht eine dritte Farbe, die in keinem der Eimer ist.
    Every Arcadia stands for a day filled with water on blotting paper before it is packed. | Jede Arcadia steht vor dem Verpacken einen Tag lang mit Wasser gefüllt auf Löschpapier.
  `,
  pieces: `
    vase-amphora | Two small handles, more for the eye than for the hand. | Zwei kleine Henkel, mehr fürs Auge als für die Hand.
    vase-bottle | The long neck holds three tulips upright until they decide otherwise. | Der lange Hals hält drei Tulpen aufrecht, bis sie es sich anders überlegen.
    vase-cylinder | A calm column that makes supermarket flowers look picked. | Eine ruhige Säule, in der auch Supermarktblumen wie gepflückt aussehen.
    vase-moon | Full as its name, with a mouth no wider than a coin purse. | Rund wie ihr Name, mit einer Öffnung nicht größer als ein Münzbeutel.
    vase-gourd | Two rounds, one on the other, like a pear that has eaten. | Zwei Rundungen übereinander, wie eine satte Birne.
    vase-bud | The small one for the washstand or the windowsill over the sink. | Die Kleine für den Waschtisch oder das Fensterbrett über der Spüle.
    bowl-footed | Goes with the vases as a place for keys, chestnuts, unanswered letters. | Passt zu den Vasen und nimmt Schlüssel, Kastanien und unbeantwortete Briefe auf.
    candle-holder | Throws a warm ring on the wall through its satin rim. | Wirft über den seidenmatten Rand einen warmen Ring an die Wand.
  `,
});

export const NAXOS = series({
  code: 'naxos',
  name: 'Naxos',
  maker: 'salgueiro',
  materials: 'stoneware',
  technique: 'thrown',
  made: ['Thrown stoneware, dipped twice', 'Gedrehtes Steinzeug, zweimal getaucht'],
  finishes: 'cobalt chalk rust',
  scale: 1.06,
  price: 0.94,
  stories: `
    Dipped once to the shoulder and once, upside down, to the waist: the band where both dips overlap runs round each vase at its own height. | Einmal bis zur Schulter getaucht und einmal kopfüber bis zur Taille: Das Band, in dem sich beides überlappt, sitzt an jeder Vase auf eigener Höhe.
    The white is tin, the blue is cobalt, the rust is what the kiln does to iron. Three buckets, one afternoon, forty vases. | Das Weiß ist Zinn, das Blau Kobalt, und Rost ist, was der Ofen aus Eisen macht. Drei Eimer, ein Nachmittag, vierzig Vasen.
  `,
  pieces: `
    vase-amphora | Reaches a table's edge with its handles when peonies are in it. | Mit Pfingstrosen darin reicht sie von einem Tischrand zum anderen.
    vase-bottle | Slim enough for the shelf between two books. | Schlank genug für die Lücke zwischen zwei Büchern.
    vase-cylinder | Takes a bunch of basil from the market and keeps it going for a week. | Nimmt den Bund Basilikum vom Markt und hält ihn eine Woche am Leben.
    vase-moon | Best with branches that reach far out to one side. | Am schönsten mit Zweigen, die weit zur Seite ausgreifen.
    vase-gourd | The waist is where you hold it, and where the two glazes meet. | An der Taille fasst man sie an, dort treffen sich auch die beiden Glasuren.
    vase-bud | Three in a row do more for a breakfast table than one big bouquet. | Drei in einer Reihe tun mehr für den Frühstückstisch als ein großer Strauß.
    bowl-wide | A dish for lemons with a white inside and a coloured back. | Eine Schale für Zitronen, innen weiß, außen farbig.
    candle-stick | A stout stick with a drip tray like a small brim. | Ein stämmiger Ständer mit einem Tropfrand wie eine Hutkrempe.
  `,
});

export const BETULA = series({
  code: 'betula',
  name: 'Betula',
  maker: 'lindgruen',
  materials: 'stoneware',
  technique: 'thrown',
  made: ['Coarse stoneware, thrown and scored', 'Grobes Steinzeug, gedreht und geritzt'],
  finishes: 'smoke oatmeal moss',
  scale: 0.97,
  stories: `
    The surface is scored with a birch twig while the wheel is still turning. Rubbed with oxide and wiped off again, the marks stay dark. | Die Oberfläche wird mit einem Birkenzweig geritzt, während sich die Scheibe noch dreht. Mit Oxid eingerieben und abgewischt, bleiben die Spuren dunkel.
    Coarse clay with grog in it: it looks like bark, weighs like stone and does not mind a draught. | Grober Ton mit Schamotte: Er sieht aus wie Rinde, wiegt wie Stein und verträgt Zugluft.
    Only the inside is glazed all over. Outside, the fingers get something to do. | Ganz glasiert ist nur das Innere. Außen haben die Finger etwas zu tun.
  `,
  pieces: `
    vase-amphora | Rough ears, smooth throat. Stands well on a stone floor. | Raue Ohren, glatter Hals. Steht gut auf einem Steinboden.
    vase-bottle | Looks like something found on a beach after a storm, but watertight. | Sieht aus wie nach einem Sturm am Strand gefunden, hält aber dicht.
    vase-cylinder | A piece of trunk for bare branches in February. | Ein Stück Stamm für kahle Zweige im Februar.
    vase-moon | The scored lines run round it like latitudes. | Die Ritzlinien laufen um sie herum wie Breitengrade.
    vase-bud | Good with grasses, better with one dried poppy head. | Gut mit Gräsern, besser mit einer einzelnen trockenen Mohnkapsel.
    vase-gourd | Irregular by nature; no two waists sit at the same height. | Von Natur aus ungleich: Keine Taille sitzt auf derselben Höhe wie die andere.
    bowl-wide | Rough outside, glossy within, made for walnuts and their shells. | Außen rau, innen blank, gemacht für Walnüsse samt Schalen.
    bowl-footed | Holds pine cones in winter and cherries in June. | Trägt im Winter Kiefernzapfen und im Juni Kirschen.
  `,
});

export const LUNA = series({
  code: 'luna',
  name: 'Luna',
  maker: 'hoshino',
  materials: 'porcelain',
  technique: 'thrown',
  made: ['Thrown porcelain', 'Gedrehtes Porzellan'],
  finishes: 'chalk celadon oxblood butter',
  scale: 0.94,
  price: 1.7,
  stories: `
    Moon jars are thrown as two bowls and joined at the equator. The seam sags a little in the fire, and that small imperfection is the whole point. | Mondgefäße entstehen aus zwei Schalen, am Äquator verbunden. Im Feuer sackt die Naht ein wenig nach, und gerade auf diese kleine Abweichung kommt es an.
    Porcelain forgives nothing on the wheel. Of ten thrown, six reach the shelf. | Porzellan verzeiht auf der Scheibe nichts. Von zehn gedrehten kommen sechs ins Regal.
    The foot ring is left bare and polished with a pebble from the Toki river. | Der Fußring bleibt unglasiert und wird mit einem Kiesel aus dem Toki poliert.
  `,
  pieces: `
    vase-moon | A white globe that changes with the light from breakfast to dusk. | Eine Kugel, die sich vom Frühstück bis zur Dämmerung mit dem Licht verändert.
    vase-bottle | A neck like a crane's; a single iris completes it. | Ein Hals wie der eines Kranichs; eine einzige Iris macht sie vollständig.
    vase-bud | So light that you check whether it is really full. | So leicht, dass man nachsieht, ob wirklich Wasser darin ist.
    vase-gourd | A double gourd, in Japan a sign for health and in our shop a favourite of one customer who owns seven. | Ein Doppelkürbis, in Japan ein Zeichen für Gesundheit und bei uns das Lieblingsstück einer Kundin, die sieben besitzt.
    vase-cylinder | Thin at the lip, weighted at the foot: it will not be blown over by an open window. | An der Lippe dünn, am Fuß schwer: Ein offenes Fenster wirft sie nicht um.
    bowl-footed | An offering bowl, here for mandarins. | Eigentlich eine Opferschale, bei uns für Mandarinen.
    bowl-small | A whisper of a bowl for tea, pears in syrup, or rings. | Ein Hauch von Schale für Tee, Birnenkompott oder Ringe. | story=1
    cup-tumbler | Cups the warmth without passing it on too quickly. | Nimmt die Wärme auf, ohne sie zu schnell weiterzugeben.
  `,
});

export const DUNE = series({
  code: 'dune',
  name: 'Dune',
  maker: 'salgueiro',
  materials: 'stoneware',
  technique: 'pressed',
  made: ['Pressed stoneware, sandy and matt', 'Gepresstes Steinzeug, sandig und matt'],
  finishes: 'butter rust oatmeal',
  scale: 1.02,
  price: 0.82,
  stories: `
    Sand from the dunes at Foz do Arelho goes into the glaze, a handful a bucket. It melts only halfway and leaves a skin like a dry beach. | In die Glasur kommt Sand aus den Dünen von Foz do Arelho, eine Handvoll je Eimer. Er schmilzt nur halb und lässt eine Haut wie trockener Strand.
    The soft steps in the wall come from the press tool, a stack of turned rings that nobody thought of smoothing. | Die weichen Stufen in der Wand stammen vom Presswerkzeug, einem Stapel gedrehter Ringe, den zum Glück niemand geglättet hat.
  `,
  pieces: `
    vase-cylinder | A stepped column the colour of a late afternoon. | Eine gestufte Säule in der Farbe des späten Nachmittags.
    vase-bottle | Low-shouldered and friendly, happiest with wild fennel. | Mit hängenden Schultern und freundlich, am liebsten mit wildem Fenchel.
    vase-moon | Three soft rings round a full belly. | Drei weiche Ringe um einen vollen Bauch.
    vase-bud | The beginner's vase: cheap, steady, hard to get wrong. | Die Vase für den Anfang: günstig, standfest, kaum falsch zu machen.
    bowl-wide | Shells, mail, satsumas, in that order through the year. | Muscheln, Post, Mandarinen, in dieser Reihenfolge durchs Jahr.
    candle-holder | A tealight sits deep in it, out of the wind from the terrace door. | Das Teelicht sitzt tief darin, geschützt vor dem Zug von der Terrassentür.
    candle-stick | Stepped like a lighthouse, and made for the last evening of the holidays. | Gestuft wie ein Leuchtturm und gemacht für den letzten Ferienabend.
    jug | A beach-house jug: iced tea by day, thrift and sea holly by night. | Ein Krug fürs Strandhaus: tagsüber Eistee, abends Grasnelken und Stranddisteln.
  `,
});

export const OMBRA = series({
  code: 'ombra',
  name: 'Ombra',
  maker: 'varenne',
  materials: 'porcelain',
  technique: 'slip-cast',
  made: ['Cast bisque porcelain, glazed inside', 'Gegossenes Biskuitporzellan, innen glasiert'],
  finishes: 'chalk butter celadon',
  price: 1.3,
  stories: `
    Unglazed outside, so light does not bounce but settles; every curve carries its own shadow, ombra in Italian. | Außen unglasiert, darum prallt das Licht nicht ab, sondern legt sich: Jede Kurve trägt ihren Schatten, italienisch ombra.
    Bisque is polished three times with ever finer paper until it feels like eggshell and no longer takes fingerprints. | Biskuit wird dreimal mit immer feinerem Papier poliert, bis es sich wie Eierschale anfühlt und keine Fingerabdrücke mehr annimmt.
  `,
  pieces: `
    vase-bottle | Drawn as one line from foot to lip, without lifting the pencil. | Vom Fuß bis zur Lippe in einer Linie gezeichnet, ohne abzusetzen.
    vase-gourd | Its waist throws a shadow that travels round with the sun. | Ihre Taille wirft einen Schatten, der mit der Sonne wandert.
    vase-cylinder | The plainest vase we have, and the one stylists borrow. | Unsere schlichteste Vase und die, die sich Fotografen ausleihen.
    vase-moon | Pale and perfectly mute, even when full of dahlias. | Hell und vollkommen still, selbst voller Dahlien.
    bowl-footed | For one pomegranate, cut open. | Für einen aufgeschnittenen Granatapfel.
    candle-holder | Glows through: the wall is two millimetres thick. | Leuchtet durch: Die Wand ist zwei Millimeter stark.
    vase-amphora | An amphora without its myths, only the shoulders. | Eine Amphore ohne Mythen, nur die Schultern sind geblieben.
    candle-stick | Slender, with weighted sand sealed in its foot. | Schlank, im Fuß ist zur Beschwerung Sand eingeschlossen.
  `,
});

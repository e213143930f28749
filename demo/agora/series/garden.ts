import { series } from '../series.ts';

/** Pots, cans and bowls for outside. */
export const JARDIM = series({
  code: 'jardim',
  name: 'Jardim',
  maker: 'salgueiro',
  materials: 'finish',
  technique: 'thrown',
  made: ['Thrown terracotta, unglazed', 'Gedrehte Terrakotta, unglasiert'],
  finishes: 'terracotta',
  stories: `
    The clay is dug behind the pottery and fired to 1,080 degrees, a hundred more than most: that is what makes it outlast a frost. | Der Ton wird hinter der Töpferei gestochen und bei 1080 Grad gebrannt, hundert mehr als üblich: Deshalb übersteht er Frost.
    The double line under the rim is drawn with a wooden comb older than anyone who works there. | Die Doppellinie unter dem Rand zieht ein Holzkamm, der älter ist als alle, die dort arbeiten.
    Moss comes by itself in the second spring. Yoghurt speeds it up, patience is cheaper. | Moos kommt im zweiten Frühling von selbst. Joghurt beschleunigt es, Geduld ist billiger.
  `,
  pieces: `
    planter-round | The flower pot as children draw it, with a hole where it should be. | Der Blumentopf, wie Kinder ihn zeichnen, mit Loch, wo es hingehört.
    planter-tall | A tall pot for an olive tree or a lemon that has outgrown the kitchen. | Ein hoher Topf für einen Ölbaum oder eine Zitrone, der die Küche zu eng wurde.
    planter-bowl | Shallow and wide, for houseleeks, herbs and next year's bulbs. | Flach und weit, für Hauswurz, Kräuter und die Zwiebeln fürs nächste Jahr.
    saucer | Catches what runs through and spares the floorboards. | Fängt auf, was durchläuft, und schont die Dielen.
    bird-bath | Shallow at the edge, three centimetres at the deepest: blackbirds have checked it. | Am Rand flach, in der Mitte drei Zentimeter tief: von Amseln geprüft.
  `,
});

export const SINTRA = series({
  code: 'sintra',
  name: 'Sintra',
  maker: 'salgueiro',
  materials: 'stoneware',
  technique: 'pressed',
  made: ['Pressed stoneware, glazed', 'Gepresstes Steinzeug, glasiert'],
  finishes: 'celadon cobalt moss butter',
  scale: 0.98,
  price: 1.12,
  stories: `
    Glazed like the tiles on the road up to Sintra, where it rains more than anyone admits. | Glasiert wie die Kacheln an der Straße nach Sintra hinauf, wo es öfter regnet, als man zugibt.
    The glaze stops short of the foot, so that a pot does not freeze to the step. | Die Glasur endet vor dem Fuß, damit der Topf nicht an der Stufe festfriert.
  `,
  pieces: `
    planter-round | Makes a supermarket basil look like an heirloom. | Macht aus Supermarktbasilikum ein Erbstück.
    planter-tall | A column of colour either side of a door. | Eine Farbsäule links und rechts der Tür.
    planter-bowl | For a miniature meadow on a balcony table. | Für eine Wiese im Kleinen auf dem Balkontisch.
    saucer | In the same glaze, with a lip that keeps a litre where it is. | In derselben Glasur, mit einem Rand, der das Wasser hält.
    vase-cylinder | For cutting on the way back from the pots. | Für das, was man auf dem Rückweg von den Töpfen abschneidet.
  `,
});

export const FENN = series({
  code: 'fenn',
  name: 'Fenn',
  maker: 'lindgruen',
  materials: 'stoneware',
  technique: 'thrown',
  made: ['Thrown stoneware, salt-glazed look', 'Gedrehtes Steinzeug, wie salzglasiert'],
  finishes: 'smoke moss oatmeal rust',
  scale: 1.05,
  price: 1.24,
  stories: `
    The Westerwald has made salt-glazed pots for four hundred years. Lindgrün fires without salt, for the sake of the neighbours, and comes close with ash. | Der Westerwald macht seit vierhundert Jahren salzglasierte Töpfe. Lindgrün brennt ohne Salz, den Nachbarn zuliebe, und kommt mit Asche nah heran.
    Stoneware does not drink water, so roots get all of it and frost gets none. | Steinzeug trinkt kein Wasser: Die Wurzeln bekommen alles, der Frost nichts.
  `,
  pieces: `
    planter-round | A winter-proof pot for hellebores by the front door. | Ein winterfester Topf für Christrosen vor der Haustür.
    planter-tall | Tall enough for grasses that move when a bus goes by. | Hoch genug für Gräser, die sich bewegen, wenn der Bus vorbeifährt.
    planter-bowl | A bog in a bowl: sedge, kingcups, two centimetres of water. | Ein Moor in der Schale: Seggen, Sumpfdotterblumen, zwei Zentimeter Wasser. 
    saucer | Flat, heavy, and deep enough to water from below. | Flach, schwer und tief genug, um von unten zu gießen.
  `,
});

export const SERCHIO = series({
  code: 'serchio',
  name: 'Serchio',
  maker: 'valdarni',
  materials: 'finish',
  technique: 'stone-cut',
  made: ['Stone from the Serchio valley, hammered', 'Stein aus dem Serchiotal, gestockt'],
  finishes: 'stone',
  heft: 2.8,
  care: 'outdoor',
  price: 1.7,
  stories: `
    Hollowed with a bush hammer that leaves small dents, where lichen will start in about three years. | Mit dem Stockhammer gehöhlt, der kleine Dellen hinterlässt, in denen in etwa drei Jahren die Flechten beginnen.
    Comes on a pallet; ask the driver to put it where it shall stay. | Kommt auf einer Palette; bitten Sie den Fahrer, es gleich dorthin zu stellen, wo es bleiben soll.
  `,
  pieces: `
    planter-round | A trough turned round, for thyme that likes hot feet. | Ein Trog, aber rund, für Thymian, der heiße Füße mag.
    planter-tall | A pillar with a hollow; the storm may come. | Ein Pfeiler mit Höhlung, der Sturm darf kommen.
    planter-bowl | For a dwarf pine, gravel and a good deal of calm. | Für eine Zwergkiefer, Kies und ziemlich viel Ruhe.
    bird-bath | Rough inside, so small claws find a hold. | Innen rau, damit kleine Krallen Halt finden.
  `,
});

export const ROCROI = series({
  code: 'rocroi',
  name: 'Rocroi',
  maker: 'maurel',
  materials: 'finish',
  technique: 'sand-cast',
  made: ['Cast and forged iron', 'Gegossenes und geschmiedetes Eisen'],
  finishes: 'cast-iron black-steel',
  care: 'outdoor',
  stories: `
    Rust is allowed. It turns velvety after the first autumn and then stops, because iron this thick has time. | Rost ist erlaubt. Nach dem ersten Herbst wird er samtig und hört dann auf, denn so dickes Eisen hat Zeit.
    A drain hole in the lowest point keeps rain from standing. | Ein Loch am tiefsten Punkt lässt den Regen ablaufen.
  `,
  pieces: `
    fire-bowl | Six people get warm knees round it; the legs keep the lawn alive. | Sechs Leute bekommen daran warme Knie, und die Füße schonen den Rasen.
    bird-bath | An iron leaf, filled by rain and emptied by sparrows. | Ein eisernes Blatt, vom Regen gefüllt, von Spatzen geleert. | story=0
    lantern | A stable lantern in black, with a door that latches. | Eine schwarze Stalllaterne mit einer Tür, die einrastet. | care=candle
    candle-holder | A cast saucer for a citronella candle on the terrace. | Ein gegossener Teller für die Citronellakerze auf der Terrasse. | care=candle story=0
  `,
});

export const AVERSE = series({
  code: 'averse',
  name: 'Averse',
  maker: 'maurel',
  materials: 'finish',
  technique: 'enamelled',
  made: ['Enamelled and soldered sheet metal', 'Emailliertes, gelötetes Blech'],
  finishes: 'sage-enamel white-enamel brick-enamel black-steel',
  care: 'enamel',
  stories: `
    An averse is a shower of rain. The rose has sixty-four holes, drilled and not punched, so that the water comes in threads. | Eine averse ist ein Regenschauer. Die Brause hat vierundsechzig Löcher, gebohrt statt gestanzt, darum kommt das Wasser in Fäden.
    Balanced full and balanced empty: the handle runs over the centre of gravity. | Voll wie leer im Gleichgewicht: Der Griff läuft über den Schwerpunkt.
    Soldered along one seam and enamelled in the colours of a kitchen garden: leaf, milk, brick and soil. | An einer Naht gelötet und in den Farben eines Küchengartens emailliert: Blatt, Milch, Ziegel und Erde.
  `,
  pieces: `
    watering-can | A long, high spout that reaches the back row without drowning the front. | Ein langes, hohes Rohr, das die hintere Reihe erreicht, ohne die vordere zu ertränken.
    tin-canister | Mouse-proof, for seed, with a card inside for the dates. | Mäusesicher, für Saatgut, mit einer Karte innen für die Daten. | story=2
    tray-rect | A potting tray with one low side to sweep the earth back. | Ein Pflanztablett mit einer niedrigen Seite, über die man die Erde zurückschiebt. | story=2
    lantern | For the path from the gate, when guests come after dark. | Für den Weg vom Gartentor, wenn Gäste im Dunkeln kommen. | care=candle story=2
    hook-rail | For secateurs, string and the hat. | Für Gartenschere, Schnur und Hut. | story=2
  `,
});

export const REGN = series({
  code: 'regn',
  name: 'Regn',
  maker: 'dahl',
  materials: 'finish',
  technique: 'spun',
  made: ['Spun and brazed metal', 'Gedrücktes und hart gelötetes Metall'],
  finishes: 'brass black-steel',
  care: 'metal',
  price: 1.15,
  stories: `
    Made by lampmakers who wanted a can for the office plants and could not find a pretty one. | Von Lampenmachern, die eine Kanne für die Büropflanzen suchten und keine schöne fanden.
    The spout is lamp tube, the body a pendant turned upside down. You are allowed to notice. | Das Rohr ist Lampenrohr, der Bauch eine umgedrehte Pendelleuchte. Man darf es merken.
    Put together from what is left over when a lamp is finished: tube ends, rings, one good hinge. | Zusammengesetzt aus dem, was beim Lampenbau übrig bleibt: Rohrenden, Ringe, ein gutes Scharnier.
  `,
  pieces: `
    watering-can | For indoors: a thin spout that finds its way between leaves. | Für drinnen: ein dünnes Rohr, das zwischen den Blättern hindurchfindet.
    candle-stick | A garden candle stick with a spike for the lawn. | Ein Kerzenständer für draußen, mit einem Dorn für den Rasen. | care=candle story=2
    lantern | Folds flat for the picnic basket. | Lässt sich für den Picknickkorb flach zusammenlegen. | care=candle story=2
  `,
});

export const KOKE = series({
  code: 'koke',
  name: 'Koke',
  maker: 'hoshino',
  materials: 'stoneware',
  technique: 'thrown',
  made: ['Stoneware, thrown and wood-ash glazed', 'Steinzeug, gedreht und mit Holzasche glasiert'],
  finishes: 'moss tenmoku celadon',
  scale: 0.92,
  price: 1.6,
  stories: `
    Koke is moss, which in Tajimi is swept rather than removed. The ash glaze runs green where it is thick. | Koke heißt Moos, das man in Tajimi fegt statt entfernt. Wo die Ascheglasur dick liegt, läuft sie grün.
    Three small feet, as bonsai pots have, so that air gets under the root. | Drei kleine Füße wie bei Bonsaischalen, damit Luft an die Wurzel kommt.
  `,
  pieces: `
    planter-bowl | Made for a maple that has been kept small for longer than you have lived here. | Gemacht für einen Ahorn, der länger klein gehalten wurde, als man selbst hier wohnt.
    planter-round | For one fern by a north window. | Für einen Farn am Nordfenster.
    saucer | A plate for pebbles and water, under a pot or on its own. | Ein Teller für Kiesel und Wasser, unter einem Topf oder allein.
    bird-bath | A tsukubai for wrens. | Ein Tsukubai für Zaunkönige. | finishes=moss,celadon
    planter-tall | For bamboo that is meant to stay where it is. | Für Bambus, der bleiben soll, wo er ist.
  `,
});

export const TEJO = series({
  code: 'tejo',
  name: 'Tejo',
  maker: 'salgueiro',
  materials: 'finish',
  technique: 'thrown',
  made: ['Terracotta, limewashed', 'Terrakotta, gekalkt'],
  finishes: 'terracotta stone',
  scale: 1.1,
  price: 1.05,
  stories: `
    Washed with lime by hand and brushed off again the same afternoon. What is left weathers at its own pace. | Von Hand gekalkt und am selben Nachmittag wieder abgebürstet. Was bleibt, verwittert, wie es will.
    Thrown thick, with a rolled rim that you can lift by. Two people, please, from the large size up. | Dickwandig gedreht, mit einem Wulst zum Anfassen. Ab der großen Größe bitte zu zweit.
  `,
  pieces: `
    planter-round | A pot for tomatoes, agapanthus or the bay tree by the step. | Ein Topf für Tomaten, Schmucklilien oder den Lorbeer an der Stufe.
    planter-tall | Like a chimney for sweet peas. | Wie ein Schornstein für Wicken.
    planter-bowl | Wide enough for a salad garden at eye level with the cat. | Weit genug für einen Salatgarten auf Augenhöhe mit der Katze.
    saucer | Broad, shallow, and good as a dish for forced hyacinths. | Breit, flach und auch als Schale für vorgetriebene Hyazinthen gut.
    bird-bath | Set it low, near a bush, and wait. | Niedrig aufstellen, nah an einem Strauch, und warten. | finishes=terracotta,stone care=outdoor
    vase-amphora | The storage jar that used to hold oil, now for branches or for nothing. | Das Vorratsgefäß, das früher Öl hielt, heute für Zweige oder für nichts. | finishes=terracotta care=terracotta
  `,
});

export const MINHO = series({
  code: 'minho',
  name: 'Minho',
  maker: 'salgueiro',
  materials: 'stoneware',
  technique: 'thrown',
  made: ['Thrown stoneware, glaze poured from the rim', 'Gedrehtes Steinzeug, vom Rand her glasiert'],
  finishes: 'chalk rust cobalt celadon',
  scale: 1.03,
  price: 1.18,
  stories: `
    The Minho is Portugal's green corner. The glaze is poured from above and runs down in tongues, and a raw edge of clay shows where the last one stopped. | Der Minho ist Portugals grüne Ecke. Die Glasur wird von oben gegossen und läuft in Zungen herab, und wo die letzte anhielt, sieht man den rohen Ton.
    No pot is like its neighbour, which is pleasant, because plants are not either. | Kein Topf gleicht dem nächsten, und das passt, denn Pflanzen tun es auch nicht.
  `,
  pieces: `
    planter-round | For a geranium that has been in the family longer than the car. | Für eine Geranie, die länger in der Familie ist als das Auto.
    planter-tall | Lifts a trailing fuchsia to where it can trail. | Hebt eine Hängefuchsie dorthin, wo sie hängen kann.
    planter-bowl | Three kinds of mint, kept apart by the rim. | Drei Sorten Minze, vom Rand auseinandergehalten.
    saucer | Glazed above, bare below: it will not stick to the stone. | Oben glasiert, unten roh: Er klebt nicht am Stein fest.
    vase-gourd | Stands among the pots and takes what you dead-head too early. | Steht zwischen den Töpfen und nimmt, was man zu früh abgeschnitten hat.
  `,
});

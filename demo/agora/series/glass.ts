import { series } from '../series.ts';

/** Glass from Nový Bor. */
export const VLTAVA = series({
  code: 'vltava',
  name: 'Vltava',
  maker: 'javor',
  materials: 'glass',
  technique: 'mouth-blown',
  made: ['Mouth-blown glass', 'Mundgeblasenes Glas'],
  finishes: 'clear amber sea-green smoke-grey',
  stories: `
    A slow turn of the pipe leaves a faint wave in the wall, and water in the glass seems to move before you have touched it. | Eine langsame Drehung der Pfeife lässt eine leise Welle in der Wand, und das Wasser scheint sich zu bewegen, noch ehe man das Glas berührt.
    Named after the river that once drove the grinding wheels. It is the line the blowers use at home, from the shelf of what came out a hair too wide. | Benannt nach dem Fluss, der früher die Schleifräder trieb. Zu Hause trinken die Glasmacher daraus, aus dem Regal mit den Stücken, die ein Haar zu weit geraten sind.
    Amber is made with sulphur and iron, sea green with copper. The recipes are chalked on the furnace-room wall and are nobody's secret. | Bernstein entsteht aus Schwefel und Eisen, Seegrün aus Kupfer. Die Rezepte stehen mit Kreide an der Hüttenwand und sind kein Geheimnis.
  `,
  pieces: `
    glass-tumbler | The everyday water glass, with a base you can feel and a rim you hardly do. | Das Wasserglas für jeden Tag: Den Boden spürt man, den Rand kaum.
    glass-highball | Tall and slightly waisted, so a wet hand keeps its hold on a gin and tonic. | Hoch und leicht tailliert, damit die nasse Hand den Gin Tonic behält.
    glass-wine | A stem drawn from the bowl in one movement, not glued on. | Der Stiel ist in einer Bewegung aus dem Kelch gezogen, nicht angesetzt.
    glass-carafe | Carries a bottle of wine and a half, or a whole table's water. | Fasst anderthalb Flaschen Wein oder das Wasser für einen ganzen Tisch.
    glass-bowl | Cherries with stalks, ice with spoons, a salad whose colours should show. | Für Kirschen mit Stiel, Eis mit Löffeln, Salat, dessen Farben man sehen soll.
    glass-vase | Straight and steady; tulips may hang over the edge as they please. | Gerade und ruhig; Tulpen dürfen über den Rand hängen, wie sie wollen.
    oil-bottle | A slim cruet for vinegar or oil; the spout is blown, not fitted. | Ein schlankes Kännchen für Essig oder Öl; die Tülle ist geblasen, nicht aufgesetzt.
    glass-bottle | With a beech stopper that swells a little and seals. | Mit einem Stöpsel aus Buche, der ein wenig quillt und dichtet.
  `,
});

export const JIZERA = series({
  code: 'jizera',
  name: 'Jizera',
  maker: 'javor',
  materials: 'glass',
  technique: 'mould-blown',
  made: ['Glass blown into a ribbed mould', 'In eine Rippenform geblasenes Glas'],
  finishes: 'clear rose sea-green amber',
  price: 0.9,
  stories: `
    Twelve ribs run from foot to rim and break the light into a fan on the tablecloth. | Zwölf Rippen laufen vom Fuß zum Rand und brechen das Licht zu einem Fächer auf dem Tischtuch.
    The mould is pear wood, kept in a tub of water. Steam holds the glass a hair away from the wood, which is why it shines. | Die Form ist aus Birnbaum und liegt im Wasserbottich. Dampf hält das Glas ein Haar vom Holz entfernt, daher der Glanz.
  `,
  pieces: `
    glass-tumbler | Ribs for grip, a rounded rim, and no fear of children's parties. | Rippen für den Griff, ein runder Rand und keine Angst vor Kindergeburtstagen.
    glass-highball | Lemonade looks better in ribs; so does the light through it. | Limonade gewinnt in Rippen und das Licht dahinter auch.
    glass-wine | A country wine glass, short in the stem and easy to lay a table with. | Ein Landweinglas mit kurzem Stiel, das unkompliziert auf jeden Tisch passt. | sizes=x2: o8 h15 c0.3 g340 e40; x6: o8 h15 c0.3 g1020 e112
    glass-carafe | The ribs keep it safe in the hand that also carries the bread. | Dank der Rippen liegt sie sicher in der Hand, auch wenn die andere das Brot trägt.
    glass-bowl | For jelly, for raspberries, for grandmother's idea of dessert. | Für Götterspeise, Himbeeren und alles, was Großmutter Nachtisch nannte.
    glass-bell | Keeps a cheese from drying and a cake from the cat. | Bewahrt den Käse vor dem Austrocknen und den Kuchen vor der Katze.
    glass-vase | Makes stems under water look twice as many. | Lässt Stiele unter Wasser doppelt so zahlreich aussehen.
  `,
});

export const ORLICE = series({
  code: 'orlice',
  name: 'Orlice',
  maker: 'javor',
  materials: 'glass',
  technique: 'mouth-blown',
  made: ['Thin mouth-blown crystal, lead-free', 'Dünnes mundgeblasenes Kristallglas, bleifrei'],
  finishes: 'clear smoke-grey rose',
  price: 1.45,
  stories: `
    Blown so thin that it rings. Knock two together lightly and somebody will look up from their book. | So dünn geblasen, dass es klingt. Stößt man zwei leicht aneinander, blickt jemand vom Buch auf.
    Only Marek blows the Orlice. He is left-handed, and if you look long enough you see that the glasses lean that way by half a millimetre. | Orlice bläst nur Marek. Er ist Linkshänder, und wer lange genug hinsieht, merkt es: einen halben Millimeter neigen sich die Gläser dorthin.
    Rims are cut cold and melted round with a flame the length of a match. | Der Rand wird kalt geschnitten und mit einer streichholzlangen Flamme rund geschmolzen.
  `,
  pieces: `
    glass-wine | A large bowl on a long stem for wines that want air and a quiet room. | Ein großer Kelch auf langem Stiel, für Weine, die Luft und einen stillen Raum wollen.
    glass-tumbler | Whisky, water by the bed, a night cap of either. | Für Whisky, für das Wasser am Bett oder für beides als Schlummertrunk.
    glass-highball | Holds a Collins and three large cubes without crowding. | Für einen Collins mit drei großen Eiswürfeln, ohne Gedränge.
    glass-carafe | Shaped to let a young red breathe across its widest point. | So geformt, dass junger Rotwein an der weitesten Stelle atmen kann.
    glass-bottle | A decanter for things that keep: sherry, walnut liqueur, good vinegar. | Eine Flasche für Dinge, die bleiben: Sherry, Nusslikör, guter Essig.
    glass-vase | Almost not there; the flowers seem to stand in air. | Fast nicht vorhanden; die Blumen scheinen in der Luft zu stehen.
    glass-bell | A dome for the one piece of cake that was saved. | Eine Haube für das eine Stück Kuchen, das übrig blieb.
  `,
});

export const PLOUCNICE = series({
  code: 'ploucnice',
  name: 'Ploučnice',
  maker: 'javor',
  materials: 'glass',
  technique: 'mouth-blown',
  made: ['Recycled glass, mouth-blown', 'Altglas, mundgeblasen'],
  finishes: 'sea-green clear amber',
  price: 0.84,
  stories: `
    Melted from window panes and the furnace's own cullet. The green tinge is iron, the bubbles are air from somebody's former view. | Geschmolzen aus Fensterscheiben und den Scherben der Hütte. Der grüne Schimmer ist Eisen, die Bläschen sind Luft aus fremder Aussicht.
    A little thicker, a little heavier, with all the seeds and threads that finer glass is not allowed to have. | Etwas dicker, etwas schwerer und mit allen Bläschen und Fäden, die feineres Glas nicht haben darf.
    Each batch differs slightly; buy as many as you have chairs. | Jede Schmelze fällt ein wenig anders aus. Kaufen Sie so viele, wie Sie Stühle haben.
  `,
  pieces: `
    glass-tumbler | A picnic glass that survives the basket. | Ein Picknickglas, das den Korb überlebt.
    glass-highball | For iced tea on the step and a branch of mint. | Für Eistee auf der Treppe und einen Zweig Minze.
    glass-bowl | Thick-walled and cool, for cucumbers in yoghurt. | Dickwandig und kühl, für Gurken in Joghurt.
    glass-carafe | Heavy enough not to be knocked over by an elbow. | Schwer genug, um einen Ellbogen zu überstehen.
    glass-vase | A well-bucket of a vase for whatever the hedge gives. | Eine Vase wie ein Brunneneimer für alles, was die Hecke hergibt.
    storage-jar | Shows how much muesli is left, with a cork that swells to fit. | Zeigt, wie viel Müsli noch da ist; der Korken quillt, bis er sitzt.
    oil-bottle | Thick glass takes the edge off the light, as oil prefers it. | Dickes Glas dämpft das Licht, wie es Öl gern hat.
    glass-bottle | Tap water, oil, or a candle when it is empty. | Für Leitungswasser, für Öl und leer für eine Kerze.
    glass-bell | Starts lettuce in April, covers the butter from May on. | Zieht im April den Salat vor und deckt ab Mai die Butter ab.
  `,
});

export const NISA = series({
  code: 'nisa',
  name: 'Nisa',
  maker: 'javor',
  materials: 'glass',
  technique: 'mould-blown',
  made: ['Mould-blown glass with a cut facet', 'Formgeblasenes Glas mit geschliffener Facette'],
  finishes: 'clear amber smoke-grey',
  price: 1.1,
  stories: `
    One flat facet is ground into the round, where the thumb goes. It catches the lamp and tells the hand which side is front. | In die Rundung ist eine einzige Fläche geschliffen, dort, wo der Daumen liegt. Sie fängt das Licht und sagt der Hand, wo vorn ist.
    Ground on sandstone, smoothed on cork, polished on felt: twenty minutes for one facet. | Auf Sandstein geschliffen, auf Kork geglättet, auf Filz poliert: zwanzig Minuten für eine Facette.
  `,
  pieces: `
    glass-tumbler | Sits in the palm with its flat side to the thumb. | Liegt in der Hand, die flache Seite am Daumen.
    glass-highball | Straight as a candle, with one cut that runs the whole height. | Gerade wie eine Kerze, mit einem Schliff über die ganze Höhe.
    glass-wine | A broad bowl on a faceted stem that will not twist between fingers. | Ein breiter Kelch auf facettiertem Stiel, der sich zwischen den Fingern nicht dreht.
    glass-carafe | The facet is the handle: that is all it needs. | Die Facette ist der Griff, mehr braucht es nicht.
    glass-bottle | For the desk: half a day's water and a good reason to drink it. | Für den Schreibtisch: Wasser für den halben Tag und ein guter Grund, es zu trinken.
    glass-bowl | Set it on a white cloth and turn it until the cut lights up. | Auf ein weißes Tuch stellen und drehen, bis der Schliff aufleuchtet.
    glass-vase | One facet for the wall, the round for the room. | Die Facette zur Wand, die Rundung zum Raum.
  `,
});

export const METUJE = series({
  code: 'metuje',
  name: 'Metuje',
  maker: 'javor',
  materials: 'glass',
  technique: 'mouth-blown',
  made: ['Mouth-blown glass with a coloured thread', 'Mundgeblasenes Glas mit Farbfaden'],
  finishes: 'rose clear sea-green',
  price: 1.25,
  stories: `
    A thread of molten colour is laid round the rim while the glass still turns. It ends where it began, nearly. | Um den Rand wird ein Faden flüssiger Farbe gelegt, während sich das Glas noch dreht. Er endet dort, wo er begann, beinahe.
    The thread started as a way of telling whose glass was whose. Then everybody wanted one. | Der Faden sollte anfangs nur zeigen, wem welches Glas gehört. Dann wollten alle eins.
  `,
  pieces: `
    glass-tumbler | The rim is a shade darker than the glass, like a tide mark. | Der Rand ist eine Spur dunkler als das Glas, wie eine Wasserlinie.
    glass-highball | Made for spritz at seven and water at nine. | Gemacht für Spritz um sieben und Wasser um neun.
    glass-wine | A tulip on a stem, with a line of colour where the lips go. | Eine Tulpe auf Stiel, mit einer Farblinie für die Lippen.
    glass-carafe | Pours without a drip, because the thread cuts the stream. | Gießt ohne Nachtropfen, denn der Faden schneidet den Strahl ab.
    glass-bowl | Rimmed like a good exercise book. | Mit Rand, wie ein ordentliches Schulheft.
    glass-vase | The thread marks how high to fill it. | Der Faden zeigt, wie hoch das Wasser stehen soll.
    glass-bell | A cloche with a knob pulled out of the glass itself. | Eine Glocke mit einem Knauf, der aus dem Glas selbst gezogen ist.
  `,
});

export const UPA = series({
  code: 'upa',
  name: 'Úpa',
  maker: 'javor',
  materials: 'glass',
  technique: 'mouth-blown',
  made: ['Heavy mouth-blown glass', 'Schweres mundgeblasenes Glas'],
  finishes: 'clear smoke-grey amber sea-green',
  price: 1.05,
  stories: `
    Two gathers of glass instead of one make a base as thick as a thumb, with a drop of air held in the middle. | Zwei Posten Glas statt eines einzigen ergeben einen daumendicken Boden, in dem ein Tropfen Luft gefangen bleibt.
    It cools for nineteen hours in a long oven. Anything quicker, and it would tell you so one night in the cupboard. | Es kühlt neunzehn Stunden in einem langen Ofen. Ginge es schneller, würde man es eines Nachts im Schrank hören.
  `,
  pieces: `
    glass-tumbler | A glass for one large ice cube and a long conversation. | Ein Glas für einen großen Eiswürfel und ein langes Gespräch.
    glass-highball | Stands like a post, even on a boat. | Steht wie ein Pfosten, auch auf einem Boot.
    glass-bowl | A centrepiece that needs no flowers, only the sun. | Ein Mittelpunkt, der keine Blumen braucht, nur Sonne.
    glass-vase | For heavy heads: hydrangea, artichoke, sunflowers in September. | Für schwere Köpfe: Hortensien, Artischocken, Sonnenblumen im September.
    glass-carafe | Thick below, thin above: it pours lighter than it lifts. | Unten dick, oben dünn: Sie gießt sich leichter, als sie sich hebt.
    glass-bottle | Weighted like a paperweight; good for syrup and for still lifes. | Schwer wie ein Briefbeschwerer, gut für Sirup und für Stillleben.
    glass-wine | A short, stout glass for red wine and red wine only. | Ein kurzes, kräftiges Glas für Rotwein und nichts anderes. | sizes=x2: o9 h14 c0.38 g460 e42; x6: o9 h14 c0.38 g1380 e118
    glass-bell | Put over a watch, a fern or the last truffle. | Gehört über eine Uhr, einen Farn oder die letzte Trüffel.
  `,
});

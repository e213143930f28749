import { type Pair, pairs } from './words.ts';

/** What a material bears: codes for the filter, a short phrase for the first paragraph, and ways to say it at length. */
export type Care = { codes: readonly string[]; short: Pair | null; texts: readonly Pair[] };

const care = (codes: string, short: string, table: string): Care => ({
  codes: codes.split(' '),
  short: short === '' ? null : (pairs(short)[0] ?? null),
  texts: pairs(table),
});

export const CARE = {
  stoneware: care(
    'dishwasher microwave food-safe',
    'dishwasher safe | spülmaschinenfest',
    `
    Dishwasher and microwave are both fine. Grey marks from cutlery come off with a little baking soda. | Spülmaschine und Mikrowelle sind kein Problem. Graue Besteckspuren gehen mit etwas Natron weg.
    Goes in the dishwasher and the microwave. Let it cool before you put it into cold water. | Darf in die Spülmaschine und in die Mikrowelle. Vor kaltem Wasser erst abkühlen lassen.
    Dishwasher safe. The unglazed foot may feel rough at first; a few strokes with fine sandpaper settle it. | Spülmaschinenfest. Ist der unglasierte Fuß anfangs rau, helfen ein paar Striche mit feinem Schleifpapier.
    Wash it any way you like. If the glaze goes dull in hard water, vinegar brings it back. | Spülen, wie Sie mögen. Wird die Glasur in hartem Wasser stumpf, hilft Essig.
  `,
  ),
  oven: care(
    'dishwasher microwave oven food-safe',
    'ovenproof to 220 °C | ofenfest bis 220 °C',
    `
    Ovenproof to 220 °C: start in a cold oven, never under the grill. Dishwasher safe. | Ofenfest bis 220 °C: in den kalten Ofen stellen, nicht unter den Grill. Spülmaschinenfest.
    From the oven (up to 220 °C) to the table and into the dishwasher. Keep it off the open flame. | Vom Ofen (bis 220 °C) auf den Tisch und danach in die Spülmaschine. Nicht auf die offene Flamme stellen.
    Takes oven heat to 220 °C and the dishwasher; what it does not take is a cold worktop straight after. | Verträgt Ofenhitze bis 220 °C und die Spülmaschine, nur keine kalte Steinplatte direkt danach.
  `,
  ),
  porcelain: care(
    'dishwasher microwave food-safe',
    'dishwasher safe | spülmaschinenfest',
    `
    Dishwasher and microwave safe. Tea stains go with citric acid, not with scouring powder. | Für Spülmaschine und Mikrowelle geeignet. Teeränder gehen mit Zitronensäure weg, Scheuerpulver braucht es nicht.
    Washes at any temperature. Stack with a napkin between the pieces if you want the glaze to stay as it is. | Verträgt jede Spültemperatur. Wer mit Serviette dazwischen stapelt, erhält der Glasur ihren Glanz.
    Safe in the dishwasher. Porcelain is harder than it looks: edges chip on taps, not on tables. | Spülmaschinenfest. Porzellan ist härter, als es aussieht: Kanten brechen am Wasserhahn, nicht am Tisch.
  `,
  ),
  vase: care(
    'hand-wash',
    'watertight | wasserdicht',
    `
    Watertight; rinse by hand. A bottle brush and a spoonful of rice clean what the hand cannot reach. | Wasserdicht, von Hand ausspülen. Eine Flaschenbürste und ein Löffel Reis reinigen, wo die Hand nicht hinkommt.
    Holds water without sweating. Wipe with a damp cloth, and put felt under it on soft wood. | Hält dicht und schwitzt nicht. Feucht abwischen und auf weichem Holz Filz unterlegen.
    Change the water every other day and rinse the inside warm; soap is not needed. | Das Wasser alle zwei Tage wechseln und innen warm ausspülen, Seife ist nicht nötig.
    Glazed inside and out. Lime rings go with warm vinegar left to stand overnight. | Innen und außen glasiert. Kalkränder verschwinden, wenn warmer Essig über Nacht steht.
  `,
  ),
  glass: care(
    'dishwasher food-safe',
    'dishwasher safe on the glass cycle | spülmaschinenfest im Glasprogramm',
    `
    Dishwasher safe on the glass cycle, below 55 °C. Take it out while the machine is still warm and it will not spot. | Spülmaschinenfest im Glasprogramm unter 55 °C. Warm ausgeräumt, bleiben keine Flecken.
    The glass programme is gentle enough. Bubbles and a slight waver in the rim come from blowing and are not faults. | Das Glasprogramm ist schonend genug. Bläschen und ein leicht bewegter Rand kommen vom Blasen und sind keine Fehler.
    Wash at up to 55 °C. No boiling liquids: the wall is thin. | Bei höchstens 55 °C spülen. Nichts Kochendes einfüllen, die Wand ist dünn.
  `,
  ),
  'glass-hand': care(
    'hand-wash',
    'washed by hand | von Hand zu spülen',
    `
    Wash by hand in lukewarm water. Lime goes with lemon juice, dried with a linen cloth. | Von Hand in lauwarmem Wasser spülen. Kalk geht mit Zitronensaft weg, getrocknet wird mit Leinen.
    Hand wash. Coarse salt and a little vinegar, swirled, clean the inside. | Handwäsche. Grobes Salz und etwas Essig, geschwenkt, reinigen das Innere.
    Rinse by hand and dry upside down on a cloth, not on a rack. | Von Hand ausspülen und kopfüber auf einem Tuch trocknen, nicht auf dem Gitter.
  `,
  ),
  lamp: care(
    'wipe',
    '',
    `
    Switch off, let it cool, then wipe with a soft dry cloth. | Ausschalten, abkühlen lassen, mit einem weichen trockenen Tuch abwischen.
    Dust with a brush. Spare sockets, switches and cords are in our shop of parts; write to us with the number under the foot. | Mit dem Pinsel abstauben. Fassung, Schalter und Kabel gibt es einzeln; schreiben Sie uns die Nummer unter dem Fuß.
    A dry cloth is enough; metal polish would take the finish with it. | Ein trockenes Tuch reicht, Politur nähme die Oberfläche mit.
    Wipe dry. The cord is replaced with one screwdriver in five minutes, and the drawing is in the box. | Trocken abwischen. Das Kabel ist mit einem Schraubenzieher in fünf Minuten gewechselt, die Zeichnung liegt bei.
  `,
  ),
  candle: care(
    'wipe',
    '',
    `
    Lift wax off with a wooden spatula once it is cold, or stand the piece in warm water for a minute. | Kaltes Wachs mit einem Holzspatel abheben oder das Stück kurz in warmes Wasser stellen.
    Ten minutes in the freezer, and old wax comes away in one piece. | Nach zehn Minuten im Gefrierfach löst sich altes Wachs in einem Stück.
    Wipe with a damp cloth. Wax remains dissolve in hot water, not in the sink: catch them with paper. | Feucht abwischen. Wachsreste mit heißem Wasser lösen und mit Papier auffangen, nicht in den Ausguss.
  `,
  ),
  linen: care(
    'machine-60',
    'machine washable at 60 °C | waschbar bei 60 °C',
    `
    Machine wash at 60 °C, line dry, iron damp or not at all. | Bei 60 °C waschen, an der Luft trocknen, feucht bügeln oder gar nicht.
    Washes at 60 °C; shake it out wet and the creases sort themselves. No softener: it seals the fibre. | Bei 60 °C waschbar. Nass ausgeschüttelt, ordnen sich die Falten von selbst. Kein Weichspüler, er versiegelt die Faser.
    60 °C with like colours. New cloth lints a little for the first three washes and then never again. | 60 °C mit ähnlichen Farben. Neuer Stoff fusselt die ersten drei Wäschen ein wenig, danach nie wieder.
  `,
  ),
  cover: care(
    'machine-40',
    'cover washable at 40 °C | Bezug waschbar bei 40 °C',
    `
    The cover comes off by its hidden zip and washes at 40 °C, inside out. Air the filling. | Der Bezug lässt sich am verdeckten Reißverschluss abziehen und auf links bei 40 °C waschen. Die Füllung lüften.
    Wash the cover at 40 °C with like colours and put it back on while slightly damp: it then sits smooth. | Bezug bei 40 °C mit ähnlichen Farben waschen und leicht feucht wieder aufziehen, dann sitzt er glatt.
    Cover 40 °C, no tumble dryer. Shake the filling once a week and it stays full. | Bezug 40 °C, kein Trockner. Einmal in der Woche aufschütteln, dann bleibt die Füllung voll.
  `,
  ),
  wool: care(
    'hand-wash',
    '',
    `
    Air it overnight rather than washing. If you must: wool cycle, 30 °C, dried flat. | Lieber über Nacht lüften als waschen. Wenn es sein muss: Wollprogramm, 30 °C, liegend trocknen.
    Wool cleans itself in damp air. Stains: dab with cold water, never rub. | Wolle reinigt sich an feuchter Luft. Flecken mit kaltem Wasser tupfen, nie reiben.
    Brush rarely, air often, store with cedar. Hand wash cold with wool soap. | Selten bürsten, oft lüften, mit Zedernholz lagern. Kalte Handwäsche mit Wollseife.
  `,
  ),
  rug: care(
    'vacuum',
    '',
    `
    Vacuum along the pile without the beater bar. It sheds for about six weeks and then stops. | In Florrichtung saugen, ohne Bürste. Etwa sechs Wochen verliert er Fasern, dann nicht mehr.
    Turn it round twice a year so that sun and feet wear it evenly. Spills: blot with cold water. | Zweimal im Jahr drehen, damit Sonne und Füße ihn gleichmäßig beanspruchen. Flecken mit kaltem Wasser aufnehmen.
    Beat it outdoors on a frosty day: snow and cold clean wool better than any machine. | An einem Frosttag draußen ausklopfen: Schnee und Kälte reinigen Wolle besser als jede Maschine.
  `,
  ),
  'flat-rug': care(
    'vacuum',
    '',
    `
    Vacuum from both sides: it may be turned over whenever you like. | Von beiden Seiten saugen; gewendet werden darf, wann immer man mag.
    Shake it out of the window, as one used to. Wool cycle for nothing larger than a cushion. | Aus dem Fenster ausschütteln, wie früher. Ins Wollprogramm gehört nichts, was größer ist als ein Kissen.
    Lay it on a thin underlay and turn it twice a year. Spills: blot with cold water, do not rub. | Auf eine dünne Unterlage legen und zweimal im Jahr drehen. Flecken mit kaltem Wasser aufnehmen, nicht reiben.
  `,
  ),
  towel: care(
    'machine-60',
    'machine washable at 60 °C | waschbar bei 60 °C',
    `
    60 °C, spun well, dried in moving air. It drinks best after the third wash. | 60 °C, gut geschleudert, in bewegter Luft getrocknet. Nach der dritten Wäsche saugt es am besten.
    Machine wash at 60 °C without softener; tumble dry if you like it fluffier. | Bei 60 °C ohne Weichspüler waschen; wer es flauschiger mag, nimmt den Trockner.
    Wash before first use at 60 °C with like colours. | Vor dem ersten Gebrauch bei 60 °C mit ähnlichen Farben waschen.
  `,
  ),
  wood: care(
    'hand-wash food-safe',
    'oiled, for washing by hand | geölt, für die Handwäsche',
    `
    Wash by hand, dry standing up, oil twice a year with walnut or linseed oil. | Von Hand spülen, stehend trocknen, zweimal im Jahr mit Walnuss- oder Leinöl einreiben.
    No dishwasher and no soaking. Half a lemon and salt take out onion. | Keine Spülmaschine, kein Einweichen. Eine halbe Zitrone und Salz nehmen den Zwiebelgeruch.
    Hand wash and dry at once. When the wood looks thirsty, a teaspoon of oil is enough. | Von Hand spülen und gleich abtrocknen. Sieht das Holz durstig aus, genügt ein Teelöffel Öl.
  `,
  ),
  furniture: care(
    'wipe',
    '',
    `
    Wipe with a damp cloth along the grain. Rings are sanded out and re-oiled in ten minutes; a small tin is included. | Feucht in Faserrichtung abwischen. Ränder sind in zehn Minuten ausgeschliffen und nachgeölt, ein Döschen Öl liegt bei.
    A damp cloth, once a year a thin coat of hard-wax oil. | Ein feuchtes Tuch, einmal im Jahr dünn Hartwachsöl.
    Keep it an arm's length from radiators. Look over the joints after the first winter: wood moves. | Eine Armlänge Abstand zum Heizkörper halten. Nach dem ersten Winter die Verbindungen prüfen, denn Holz arbeitet.
  `,
  ),
  timber: care(
    'wipe',
    '',
    `
    Wipe with a damp cloth along the grain and dry at once. | Feucht in Faserrichtung abwischen und gleich abtrocknen.
    A drop of linseed oil on a rag once a year; rub until nothing is left to rub. | Einmal im Jahr ein Tropfen Leinöl auf einen Lappen und reiben, bis nichts mehr zu reiben ist.
    Keep it away from radiators. Fine cracks that open in winter close again in summer. | Nicht an den Heizkörper stellen. Feine Risse, die im Winter aufgehen, schließen sich im Sommer wieder.
  `,
  ),
  iron: care(
    'hand-wash oven food-safe',
    'for every hob, induction included | für alle Herde, auch Induktion',
    `
    Hand wash with a brush, dry on the warm hob, rub with a drop of oil. No detergent on bare iron. | Mit der Bürste von Hand spülen, auf der warmen Platte trocknen, mit einem Tropfen Öl abreiben. Kein Spülmittel auf blankes Eisen.
    Heat slowly, use wood or silicone, let it cool before washing. Rust wipes off with salt and oil. | Langsam erhitzen, mit Holz oder Silikon rühren, vor dem Spülen abkühlen lassen. Rost geht mit Salz und Öl ab.
    Warm water and a brush; then dry it with heat, not with a towel. | Warmes Wasser und Bürste, danach mit Hitze trocknen statt mit dem Tuch.
  `,
  ),
  mineral: care(
    'hand-wash food-safe',
    'washed by hand | von Hand zu spülen',
    `
    Rinse with hot water only; soap would stay in the pores. | Nur mit heißem Wasser ausspülen, Seife bliebe in den Poren.
    Hand wash. Lemon and wine leave pale marks on polished stone, so wipe them at once. | Handwäsche. Zitrone und Wein hinterlassen auf poliertem Stein helle Spuren, also gleich abwischen.
    Wipe with a damp cloth. Small stains are rubbed out with fine wet-and-dry paper, in circles. | Feucht abwischen. Kleine Flecken lassen sich mit feinem Nassschleifpapier kreisend ausreiben.
  `,
  ),
  mortar: care(
    'hand-wash food-safe',
    'washed by hand | von Hand zu spülen',
    `
    Before first use, grind a handful of dry rice to powder and throw it away. After that, water is enough. | Vor dem ersten Gebrauch eine Handvoll trockenen Reis zermahlen und wegwerfen. Danach genügt Wasser.
    Rinse hot, without soap, and let it dry open. It keeps a trace of garlic, and should. | Heiß ausspülen, ohne Seife, offen trocknen lassen. Ein Hauch Knoblauch bleibt und soll es auch.
  `,
  ),
  mill: care(
    'wipe food-safe',
    'ceramic grinder | Keramikmahlwerk',
    `
    Wipe dry. The ceramic grinder never rusts and is opened with a coin if it clogs. | Trocken abwischen. Das Keramikmahlwerk rostet nicht und lässt sich mit einer Münze öffnen, falls es verstopft.
    Keep it away from steam: grind over your hand, not over the pot. | Vom Dampf fernhalten: über der Hand mahlen, nicht über dem Topf.
    A dry cloth outside, a spoonful of rice through the grinder once a year. | Außen ein trockenes Tuch, einmal im Jahr ein Löffel Reis durchs Mahlwerk.
  `,
  ),
  paper: care(
    'dry',
    '',
    `
    Hang it out of direct sun. Pigment inks are rated for 80 years behind glass. | Nicht in die direkte Sonne hängen. Pigmentfarben halten hinter Glas etwa 80 Jahre.
    Sent flat between boards up to A3, rolled in a tube beyond. Leave it under books overnight before framing. | Bis A3 liegend zwischen Pappen verschickt, darüber gerollt. Vor dem Rahmen über Nacht unter Bücher legen.
    Touch the margins only: skin leaves marks that show after years. | Nur am Rand anfassen: Fingerspuren zeigen sich erst nach Jahren.
  `,
  ),
  stationery: care(
    'dry',
    '',
    `
    Keep it dry. The thread binding opens flat and can be re-sewn by any bookbinder. | Trocken aufbewahren. Die Fadenheftung liegt flach auf und lässt sich von jeder Buchbinderei erneuern.
    Fountain pen, pencil, brush pen: the paper takes all three without bleeding. | Füller, Bleistift, Pinselstift: Das Papier nimmt alle drei, ohne dass etwas durchschlägt.
    Stays good in a bag, not in the rain. | Hält in der Tasche, aber nicht im Regen.
  `,
  ),
  card: care(
    'dry',
    '',
    `
    Any pen writes on it; give fountain-pen ink a moment. | Jeder Stift schreibt darauf; Füllertinte braucht einen Augenblick.
    Keep it flat and dry until it is needed. | Bis zum Gebrauch flach und trocken aufbewahren.
  `,
  ),
  box: care(
    'dry wipe',
    '',
    `
    Dust with a dry cloth and keep it off the cellar floor. | Trocken abstauben und nicht auf den Kellerboden stellen.
    Pencil marks come off with a soft rubber, coffee does not. | Bleistiftstriche gehen mit weichem Radiergummi ab, Kaffee nicht.
    Paper fades in the sun; on a shelf it lasts for decades. | In der Sonne bleicht Papier aus, im Regal hält es Jahrzehnte.
  `,
  ),
  wallpaper: care(
    'wipe',
    '',
    `
    Paste the wall, not the paper. It comes off dry in whole lengths when you move. | Den Kleister auf die Wand streichen, nicht auf die Bahn. Beim Auszug lässt sie sich trocken in ganzen Bahnen abziehen.
    Wipe with a soft, barely damp sponge. Keep one roll of the same batch for repairs. | Mit weichem, kaum feuchtem Schwamm abwischen. Eine Rolle derselben Charge für Ausbesserungen aufheben.
    Order all rolls at once: the batch number stands on the label. | Alle Rollen auf einmal bestellen; die Chargennummer steht auf dem Etikett.
  `,
  ),
  wicker: care(
    'wipe',
    '',
    `
    Dust with a brush; in heated rooms spray it with water twice a winter, so that the willow stays supple. | Mit der Bürste abstauben. In geheizten Räumen zweimal im Winter mit Wasser besprühen, damit die Weide biegsam bleibt.
    A damp cloth is enough. Dry it in the shade. | Ein feuchtes Tuch genügt. Im Schatten trocknen.
    Rinse with the garden hose once a year and dry it upside down. | Einmal im Jahr mit dem Gartenschlauch abspülen und kopfüber trocknen.
  `,
  ),
  enamel: care(
    'wipe food-safe',
    '',
    `
    Wash with a sponge, no wire wool. Where enamel chips, dab on a drop of oil against rust. | Mit dem Schwamm reinigen, keine Stahlwolle. Wo Emaille abspringt, schützt ein Tropfen Öl vor Rost.
    Wipe clean and dry. Small knocks belong to enamel as dents do to a good ladder. | Feucht wischen und trocknen. Kleine Macken gehören zur Emaille wie Kerben zur Leiter.
    Warm water and a soft cloth. | Warmes Wasser und ein weiches Tuch.
  `,
  ),
  metal: care(
    'wipe',
    '',
    `
    Wipe with a dry cloth. Metal polish makes it shine, waiting makes it handsome. | Trocken abwischen. Politur macht es blank, Abwarten macht es schön.
    A damp cloth, then a dry one. Rub in a little wax once a year if you want to keep the tone. | Ein feuchtes Tuch, dann ein trockenes. Wer den Ton halten will, reibt einmal im Jahr etwas Wachs ein.
    Fingerprints belong to it. If they trouble you, a drop of oil on wool takes them off. | Fingerabdrücke gehören dazu. Wenn sie stören, nimmt sie ein Tropfen Öl auf Wolle ab.
  `,
  ),
  planter: care(
    'outdoors',
    'frost-resistant when drained | frostfest bei freiem Abfluss',
    `
    May stay out all winter as long as the hole is free. Put it on three pebbles. | Darf den ganzen Winter draußen bleiben, solange das Loch frei ist. Auf drei Kiesel stellen.
    Hose it down in spring; the glaze lets go of lime and green by itself. | Im Frühling mit dem Schlauch abspritzen; von der Glasur lösen sich Kalk und Grünes von selbst.
    A layer of shards over the hole keeps the earth in and lets the water out. | Eine Schicht Scherben über dem Loch hält die Erde drinnen und lässt das Wasser hinaus.
  `,
  ),
  terracotta: care(
    'outdoors',
    'frost-resistant when drained | frostfest bei freiem Abfluss',
    `
    Stands frost down to -10 °C if water can run off: raise it on feet and keep the hole free. | Hält Frost bis -10 °C aus, wenn Wasser ablaufen kann: auf Füße stellen und das Loch freihalten.
    White bloom is lime from the water. Brush it off dry, or let it be. | Der weiße Schleier ist Kalk aus dem Wasser. Trocken abbürsten oder lassen.
    Soak a new pot for an hour before planting, or it drinks from the roots. | Einen neuen Topf vor dem Bepflanzen eine Stunde wässern, sonst trinkt er den Wurzeln alles weg.
  `,
  ),
  outdoor: care(
    'outdoors',
    'for outdoors | für draußen',
    `
    Stays outside all year. Empty standing water before hard frost. | Bleibt das ganze Jahr draußen. Vor starkem Frost stehendes Wasser ausleeren.
    Rinse with the hose, scrub with a brush, leave out the detergent. | Mit dem Schlauch abspülen, mit der Bürste schrubben, Reiniger weglassen.
    Weather changes the surface, and is meant to. Put it under a roof if you would rather it did not. | Das Wetter verändert die Oberfläche und soll es auch. Wer das nicht mag, stellt das Stück unter ein Dach.
  `,
  ),
} as const satisfies Record<string, Care>;

export type CareCode = keyof typeof CARE;

import { series, titled } from '../series.ts';

/** Pigment prints from Leipzig, called by their own titles. */
export const PLAGWITZ = series({
  code: 'plagwitz',
  name: 'Plagwitz',
  maker: 'ziegler-roth',
  materials: 'paper',
  technique: 'pigment-printed',
  made: ['Pigment print on cotton paper, 310 g/m²', 'Pigmentdruck auf Baumwollpapier, 310 g/m²'],
  finishes: 'blocks',
  attributes: { paper_gsm: 310 },
  stories: `
    First cut from coloured paper, then scanned, then printed with ten inks on paper without wood in it. The shadows of the cut edges are left in. | Erst aus farbigem Papier geschnitten, dann gescannt, dann mit zehn Farben auf holzfreies Papier gedruckt. Die Schatten der Schnittkanten dürfen bleiben.
    Open edition, numbered by year and not by piece: the print should cost what a print costs. | Offene Auflage, nummeriert nach Jahr und nicht nach Stück: Ein Druck soll kosten, was ein Druck kostet.
    Drawn from the window of the workshop in Plagwitz, mostly. The rest is made up. | Meist aus dem Fenster der Werkstatt in Plagwitz gezeichnet. Der Rest ist erfunden.
    A white margin of two fingers all round is part of the picture; it saves you the mount. | Ein weißer Rand von zwei Fingern gehört zum Bild und erspart das Passepartout.
    Printed slowly, one sheet every eleven minutes, and laid out overnight before anyone signs. | Langsam gedruckt, alle elf Minuten ein Blatt, und über Nacht ausgelegt, bevor jemand unterschreibt.
  `,
  pieces: titled(`
    print-portrait | blocks | Red Corner | Rote Ecke | Three blocks lean on each other, and the red one carries the weight. | Drei Flächen lehnen aneinander, und die rote trägt die Last.
    print-portrait | blocks | Four Windows | Vier Fenster | A house front at seven in the evening, reduced until only the light was left. | Eine Hausfront um sieben Uhr abends, so lange reduziert, bis nur das Licht übrig war.
    print-portrait | contour | North Face | Nordwand | The lines of a climber's map, coloured by how cold each height looks. | Die Linien einer Kletterkarte, gefärbt danach, wie kalt jede Höhe aussieht.
    print-portrait | contour | Allotment Hill | Kleingartenhügel | Forty-one metres above sea level, and every one of them drawn. | Einundvierzig Meter über dem Meer, und jeder einzelne ist eingezeichnet.
    print-portrait | weave | Warp and Weft | Kette und Schuss | A weaver's draft taken literally: over, under, over, pause. | Eine Webpatrone wörtlich genommen: drüber, drunter, drüber, Pause.
    print-portrait | stripe | Deckchair | Liegestuhl | Ostend, 1968, row two, slightly faded on the left. | Ostende 1968, zweite Reihe, links etwas ausgeblichen.
    print-portrait | stripe | Awning | Markise | What you see from the café table when you lean back far enough. | Was man vom Cafétisch aus sieht, wenn man sich weit genug zurücklehnt.
    print-portrait | arcs | Viaduct | Viadukt | Eleven arches and their reflection; the train has just left the picture. | Elf Bögen und ihr Spiegelbild; der Zug ist gerade aus dem Bild gefahren.
    print-portrait | arcs | Orange Peel | Orangenschale | One long curl, put down in order. | Eine lange Schale, der Reihe nach hingelegt.
    print-portrait | grain | Plank | Bohle | Two hundred years of an oak, seen from the end where the saw came out. | Zweihundert Jahre Eiche, von dort gesehen, wo die Säge herauskam.
    print-portrait | grain | Fingerprint | Fingerabdruck | Nobody's in particular; please do not use it to open anything. | Von niemand Bestimmtem; bitte nichts damit entsperren.
    print-portrait | tide | Low Water | Niedrigwasser | The pattern the sea leaves when it goes out and means to come back. | Das Muster, das die See hinterlässt, wenn sie geht und wiederkommen will.
    print-portrait | tide | Spring Tide | Springflut | The same beach a fortnight later: less beach, more blue. | Derselbe Strand zwei Wochen später: weniger Strand, mehr Blau.
    print-portrait | grid | Block of Flats | Wohnblock | Ninety-six balconies, of which one has geraniums. | Sechsundneunzig Balkone, einer davon mit Geranien.
    print-landscape | blocks | Harbour Cranes | Hafenkräne | Hamburg before breakfast, in five shapes. | Hamburg vor dem Frühstück, in fünf Formen.
    print-landscape | blocks | Lunch Break | Mittagspause | A table, two people, a loaf; you have to believe in it a little. | Ein Tisch, zwei Menschen, ein Brot; ein bisschen muss man daran glauben.
    print-landscape | contour | Glacier | Gletscher | Drawn after a survey of 1911; the newer one would need less paper. | Nach einer Vermessung von 1911; für die neuere bräuchte es weniger Papier.
    print-landscape | contour | Ploughed | Gepflügt | A field near Grimma, from the train, in the second that it lies right. | Ein Feld bei Grimma, aus dem Zug, in der Sekunde, in der es richtig liegt.
    print-landscape | weave | Night Train | Nachtzug | Lit windows crossing dark ones, at 160 kilometres an hour. | Helle Fenster kreuzen dunkle, bei 160 Stundenkilometern.
    print-landscape | stripe | Seven Horizons | Sieben Horizonte | The same sea on seven days, stacked. | Dieselbe See an sieben Tagen, übereinandergelegt.
    print-landscape | arcs | Seven Hills | Sieben Hügel | Rome, Lisbon or Bamberg: they all claim them. | Rom, Lissabon oder Bamberg: Alle wollen sie haben.
    print-landscape | grain | Sandbar | Sandbank | What the wind wrote, before the next tide read it. | Was der Wind geschrieben hat, bevor die nächste Flut es las.
    print-landscape | tide | Mudflats | Watt | Low, wide and grey-blue, with a shine in the middle. | Flach, weit und graublau, mit einem Glanz in der Mitte.
    print-landscape | tide | Wake | Kielwasser | Seen from the stern of the Helgoland ferry. | Vom Heck der Helgolandfähre aus gesehen.
    print-landscape | grid | Timetable | Fahrplan | A regional railway's day in lines; the gap is Sunday. | Ein Tag der Regionalbahn in Linien; die Lücke ist der Sonntag.
    print-landscape | grid | Gardens from Above | Gärten von oben | Hedges, paths and one swimming pool. | Hecken, Wege und ein Schwimmbecken.
    print-square | blocks | Two Cups | Zwei Tassen | An argument, or the end of one. | Ein Streit oder das Ende davon.
    print-square | contour | Pond | Teich | Somebody threw a stone just before. | Kurz davor hat jemand einen Stein geworfen.
    print-square | weave | Chair Seat | Stuhlgeflecht | Viennese cane, enlarged nine times. | Wiener Geflecht, neunfach vergrößert.
    print-square | stripe | Wasp | Wespe | Yellow, dark, yellow. It does not sting. | Gelb, dunkel, gelb. Sie sticht nicht.
    print-square | arcs | Fan | Fächer | Half open, on a hot balcony. | Halb geöffnet, auf einem heißen Balkon.
    print-square | arcs | Rainbow at Noon | Regenbogen am Mittag | Meteorologically impossible, otherwise correct. | Meteorologisch unmöglich, sonst korrekt.
    print-square | grain | Beech Leaf | Buchenblatt | The veins only; the leaf was left out. | Nur die Adern, das Blatt ist weggelassen.
    print-square | tide | Ripple | Kräuseln | A small disturbance, framed by quiet. | Eine kleine Unruhe, von Stille gerahmt.
    print-square | grid | Missing Tile | Fehlende Kachel | A grid with one mistake, which is what you will be looking at. | Ein Raster mit einem Fehler, und genau den schaut man an.
    print-square | grid | Window Seat | Fensterplatz | Squares of sky, with a wing in one of them. | Quadrate voll Himmel, in einem davon ein Flügel.
  `),
});

export const CONNEWITZ = series({
  code: 'connewitz',
  name: 'Connewitz',
  maker: 'ziegler-roth',
  materials: 'paper',
  technique: 'screen-printed',
  made: ['Screen print on uncoated paper, 170 g/m²', 'Siebdruck auf Naturpapier, 170 g/m²'],
  finishes: 'blocks',
  attributes: { paper_gsm: 170 },
  stories: `
    Pulled by hand through three screens. Where colours overlap they make a fourth, and where they miss by a millimetre you see that people were here. | Von Hand durch drei Siebe gezogen. Wo Farben übereinanderliegen, entsteht eine vierte, und wo ein Millimeter fehlt, sieht man, dass hier Menschen waren.
    Two hundred sheets of each, then the screens are washed out for the next. | Zweihundert Blatt von jedem, dann werden die Siebe für das nächste ausgewaschen.
    The inks are water-based and lie on the paper like a thin skin; run a finger across and you can read the picture blind. | Die Farben auf Wasserbasis liegen wie eine dünne Haut auf dem Papier; mit dem Finger könnte man das Bild blind lesen.
  `,
  pieces: titled(`
    poster | contour | Weather Report | Wetterbericht | A low over Iceland in three inks; bring a coat. | Ein Tief über Island in drei Farben; nehmen Sie einen Mantel mit.
    poster | blocks | Market Day | Markttag | Crates, awnings, a queue: the square in front of the workshop on a Saturday. | Kisten, Schirme, eine Schlange: der Platz vor der Werkstatt an einem Samstag.
    poster | stripe | Lido | Freibad | Changing-cabin stripes and one diving board. | Umkleidestreifen und ein Sprungbrett.
    poster | arcs | Sunrise, Twice | Sonnenaufgang, zweimal | One for early risers, one for the rest. | Einer für Frühaufsteher, einer für alle anderen.
    poster | weave | Loom No. 4 | Webstuhl Nr. 4 | A portrait of the machine that weaves our tea towels. | Porträt der Maschine, die unsere Geschirrtücher webt.
    poster | grid | Crossword | Kreuzworträtsel | Seven across is 'patience'. | Sieben waagerecht ist „Geduld“.
    poster | tide | High Water | Hochwasser | Printed with a blue that took eleven attempts. | Gedruckt mit einem Blau, das elf Anläufe brauchte.
    poster | grain | Timber Yard | Holzplatz | Stacked ends of logs, each with its own opinion. | Gestapelte Stämme von vorn, jeder mit eigener Meinung.
    poster | blocks | Mise en Place | Mise en Place | Everything chopped, nothing cooked yet: a poster for kitchens. | Alles geschnitten, noch nichts gekocht: ein Plakat für die Küche.
    poster | contour | The Long Way Home | Der lange Heimweg | A walk from the station drawn as if it were the Alps. | Der Weg vom Bahnhof, gezeichnet, als wären es die Alpen.
  `),
});

export const LINDENAU = series({
  code: 'lindenau',
  name: 'Lindenau',
  maker: 'ziegler-roth',
  materials: 'paper',
  technique: 'letterpress',
  made: ['Thread-sewn, letterpress cover, 90 g/m² paper', 'Fadengeheftet, Umschlag im Buchdruck, Papier 90 g/m²'],
  finishes: 'weave',
  attributes: { paper_gsm: 90 },
  stories: `
    Eight sections of sixteen pages, sewn with linen thread. It opens flat at page one and at page one hundred and twenty-eight. | Acht Lagen zu sechzehn Seiten, mit Leinenzwirn geheftet. Es liegt auf Seite eins ebenso flach wie auf Seite hundertachtundzwanzig.
    The cover is printed on a Heidelberg platen of 1957 and bites a little into the board, which is what thumbs like. | Der Umschlag läuft auf einem Heidelberger Tiegel von 1957 und drückt sich leicht in die Pappe, das mag der Daumen.
    The corners are cut round by hand, eight at a time. | Die Ecken werden von Hand gerundet, acht auf einmal.
  `,
  pieces: titled(`
    notebook | weave | Half Past Six | Halb sieben | Blank pages, for lists made before anyone else is up. | Blanke Seiten, für Listen, bevor die anderen wach sind.
    notebook | grid | Squared Thinking | Kariert gedacht | Five-millimetre squares in a grey you can draw over. | Fünf-Millimeter-Karos in einem Grau, das sich überzeichnen lässt.
    notebook | stripe | Ruled, Mostly | Meistens liniert | Lined pages, with every eighth one left empty. | Linierte Seiten, jede achte bleibt leer.
    notebook | contour | Field Notes from Nowhere | Feldnotizen von nirgendwo | Dotted pages, a pocket at the back, room for a pressed leaf. | Punktraster, eine Tasche hinten, Platz für ein gepresstes Blatt.
    notebook | blocks | The Blue Draft | Die blaue Fassung | For the second version of something important. | Für die zweite Fassung von etwas Wichtigem.
    notebook | arcs | Recipes, Tried | Rezepte, erprobt | Pages with a margin for 'less salt'. | Seiten mit einem Rand für „weniger Salz“.
    notebook | grain | Workshop Book | Werkstattbuch | Stiff covers that serve as a desk where there is none. | Steife Deckel, die den Tisch ersetzen, wo keiner ist.
    notebook | tide | Slow Diary | Langsames Tagebuch | Undated, so that a missed week is not an accusation. | Ohne Datum, damit eine verpasste Woche kein Vorwurf ist.
    notebook | weave | Guest Book | Gästebuch | Better paper, no prompts, a ribbon to mark the last good evening. | Besseres Papier, keine Vorgaben, ein Band für den letzten guten Abend.
  `),
});

export const GOHLIS = series({
  code: 'gohlis',
  name: 'Gohlis',
  maker: 'ziegler-roth',
  materials: 'paper',
  technique: 'screen-printed',
  made: ['Non-woven wallpaper, 150 g/m²', 'Vliestapete, 150 g/m²'],
  finishes: 'arcs',
  attributes: { paper_gsm: 150 },
  stories: `
    Printed by rotary screen at a mill near Chemnitz that still mixes distemper. The colour is matt like a limewashed wall. | Im Rotationssiebdruck bei Chemnitz gedruckt, wo noch Leimfarbe gemischt wird. Matt wie eine gekalkte Wand.
    The repeat was drawn over sixty-four centimetres, so you have to look for it. | Der Rapport läuft über vierundsechzig Zentimeter, man muss ihn also suchen.
    We hung it in our own stairwell first, two years ago. It has met bicycles and is fine. | Zuerst hing sie zwei Jahre in unserem eigenen Treppenhaus. Sie kennt Fahrräder und hat sie überstanden.
  `,
  pieces: titled(`
    wallpaper | arcs | Colonnade | Arkade | Soft arches in two tones; low rooms gain a storey. | Weiche Bögen in zwei Tönen; niedrige Räume gewinnen ein Stockwerk.
    wallpaper | stripe | Corridor | Korridor | Uneven stripes that straighten a crooked hall. | Ungleiche Streifen, die einen schiefen Flur gerade rücken.
    wallpaper | contour | Map Room | Kartenzimmer | Hill after hill behind the desk. | Hügel um Hügel hinter dem Schreibtisch.
    wallpaper | weave | Linen Cupboard | Wäscheschrank | From two metres away you would swear it was cloth. | Aus zwei Metern würde man schwören, es sei Stoff.
    wallpaper | blocks | Playroom for Grown-ups | Spielzimmer für Große | Big shapes, small doses: one wall is plenty. | Große Formen, kleine Dosis: Eine Wand genügt.
    wallpaper | grain | Panelling | Täfelung | Wood without the carpenter. | Holz ohne den Tischler.
    wallpaper | tide | Bathing Hut | Badehütte | Wavy lines for rooms with a basin in them. | Wellenlinien für Zimmer mit Waschbecken.
    wallpaper | grid | Exercise Book | Rechenheft | Pale squares that make a crooked picture obvious. | Blasse Karos, die jedes schiefe Bild verraten.
    wallpaper | arcs | Fish Scale | Fischschuppe | Overlapping rounds in chalk on clay. | Überlappende Rundungen, Kreide auf Ton.
    wallpaper | contour | Still Water | Stilles Wasser | Very quiet lines, made for sleeping next to. | Sehr leise Linien, gemacht, um daneben zu schlafen.
  `),
});

export const REUDNITZ = series({
  code: 'reudnitz',
  name: 'Reudnitz',
  maker: 'ziegler-roth',
  materials: 'paper',
  technique: 'letterpress',
  made: ['Letterpress on board, 300 g/m²', 'Buchdruck auf Karton, 300 g/m²'],
  finishes: 'tide',
  care: 'card',
  attributes: { paper_gsm: 300 },
  stories: `
    Printed from photopolymer blocks with a little more pressure than the manual allows. You can feel the picture from the back. | Von Klischees gedruckt, mit etwas mehr Druck, als das Handbuch erlaubt. Man fühlt das Bild von der Rückseite.
    The board is made from cotton linters and the cuttings of envelopes; there is a fleck in it here and there. | Der Karton besteht aus Baumwolllinters und Umschlagresten; hier und da ist ein Pünktchen darin.
    Each run ends when the ink on the roller does. Then the next colour is mixed, by eye. | Jede Auflage endet, wenn die Farbe auf der Walze zu Ende ist. Dann wird die nächste gemischt, nach Augenmaß.
  `,
  pieces: titled(`
    postcard-set | grain | Twelve Greetings | Zwölf Grüße | Twelve cards, twelve grains, no message printed on any of them. | Zwölf Karten, zwölf Maserungen, auf keiner steht ein Spruch.
    postcard-set | tide | From the Coast | Von der Küste | Eight cards to send from anywhere with water. | Acht Karten zum Verschicken von überall, wo Wasser ist.
    postcard-set | blocks | Small Compositions | Kleine Kompositionen | Ten cards that also look well on a fridge. | Zehn Karten, die auch am Kühlschrank etwas hermachen.
    postcard-set | contour | Height Lines | Höhenmeter | Ten peaks with room on the back for excuses. | Zehn Gipfel, auf der Rückseite Platz für Ausreden.
    postcard-set | arcs | Thank You, Roughly | Danke, so ungefähr | Eight cards for thanks that are overdue. | Acht Karten für überfälligen Dank.
    calendar | grid | The Year in Squares | Das Jahr in Quadraten | One sheet a month, one square a day, a pencil-friendly stock. | Ein Blatt im Monat, ein Quadrat am Tag, auf bleistiftfreundlichem Papier.
    calendar | stripe | Twelve Stripes | Zwölf Streifen | Each month has its own width; February knows why. | Jeder Monat hat seine eigene Breite; der Februar weiß, warum.
    calendar | tide | Moon and Tide | Mond und Tide | With the phases of the moon, and high water at Cuxhaven. | Mit den Mondphasen und dem Hochwasser in Cuxhaven.
    calendar | blocks | Family Planner, Calm | Familienkalender, ruhig | Five columns, no cartoon animals. | Fünf Spalten, keine Comictiere.
  `),
});

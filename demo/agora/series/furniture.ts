import { series } from '../series.ts';

/** Small furniture from Egg and Malmö. */
export const SCHOPPERNAU = series({
  code: 'schoppernau',
  name: 'Schoppernau',
  maker: 'brunnader',
  materials: 'finish',
  technique: 'joined',
  made: ['Solid wood, wedged joints', 'Massivholz, verkeilte Zapfen'],
  finishes: 'oak walnut beech ash-black',
  stories: `
    Legs go through the seat and are wedged from above in a contrasting wood. There is no screw in it, so nothing can come loose but you. | Die Beine gehen durch den Sitz und sind von oben verkeilt, in andersfarbigem Holz. Eine Schraube gibt es nicht, es kann sich also nichts lockern.
    Taken from the milking stools of the Bregenzerwald and made half a hand taller, because we no longer milk. | Abgeleitet vom Melkschemel des Bregenzerwalds und eine halbe Hand höher, weil wir nicht mehr melken.
    Planed, scraped and never sanded: sanding closes the pores, scraping opens them to the oil. | Gehobelt und abgezogen, nie geschliffen: Schleifen verstopft die Poren, Abziehen öffnet sie fürs Öl.
  `,
  pieces: `
    stool-round | Seat, step, bedside table, and on Thursdays a place for the laundry. | Sitz, Tritt, Nachttisch und donnerstags ein Platz für die Wäsche.
    stool-tall | A footrest at the right height and a seat hollowed by a finger's width. | Eine Fußstütze auf richtiger Höhe und ein Sitz, einen Fingerbreit gemuldet.
    side-table | Three legs stand still on any floor; four only think they do. | Drei Beine stehen auf jedem Boden ruhig, vier behaupten es nur.
    bench | For boots by the door or three children at breakfast. | Für Stiefel an der Tür oder drei Kinder beim Frühstück.
    shelf-wall | Two brackets let into the board, so that nothing shows but wood. | Zwei Konsolen, in das Brett eingelassen, zu sehen ist nur Holz. | story=2
    mirror-round | A ring of four pieces, joined where the grain changes its mind. | Ein Ring aus vier Teilen, gefügt, wo die Maserung es sich anders überlegt.
    coat-peg | Turned pegs, tilted up by eight degrees: coats stay on. | Gedrechselte Knäufe, um acht Grad geneigt: Mäntel bleiben hängen. | story=2
  `,
});

export const LAUTERACH = series({
  code: 'lauterach',
  name: 'Lauterach',
  maker: 'brunnader',
  materials: 'finish',
  technique: 'joined',
  made: ['Solid wood with rounded edges', 'Massivholz mit runden Kanten'],
  finishes: 'beech oak walnut',
  price: 0.88,
  stories: `
    Every edge is rounded to the radius of a broom handle. It comes from a kindergarten commission and nobody wanted to go back to corners. | Jede Kante ist rund wie ein Besenstiel. Das stammt von einem Auftrag für einen Kindergarten, danach wollte niemand mehr zu Ecken zurück.
    Comes flat, with four bolts and one key. Twelve minutes, if you do not look for the instructions. | Kommt flach verpackt, mit vier Schrauben und einem Schlüssel. Zwölf Minuten, wenn man die Anleitung nicht sucht.
  `,
  pieces: `
    stool-round | A soft-edged stool for bath and bedside, kind to shins. | Ein Hocker ohne Ecken für Bad und Bett, gut zu Schienbeinen.
    stool-tall | A perch for the person who talks to the cook. | Ein Ansitz für den, der mit der Köchin redet.
    side-table | With a rim like a plate, so a rolling apple stays. | Mit einem Rand wie ein Teller, damit der Apfel liegen bleibt.
    bench | Narrow, long and light enough to carry into the garden. | Schmal, lang und leicht genug, um sie in den Garten zu tragen.
    shelf-wall | With a lip in front that keeps picture frames from walking. | Mit einer Leiste vorn, damit Bilderrahmen nicht wandern.
    mirror-round | A thick, round frame that hides its hanging. | Ein dicker runder Rahmen, der seine Aufhängung verbirgt. | story=0
    coat-peg | Pegs for grown-ups above, pegs for satchels below. | Oben Haken für Große, unten Haken für Ranzen.
  `,
});

export const DALAAS = series({
  code: 'dalaas',
  name: 'Dalaas',
  maker: 'brunnader',
  materials: 'finish',
  technique: 'joined',
  made: ['Thin solid wood, finger-jointed', 'Dünnes Massivholz, gezinkt'],
  finishes: 'walnut oak ash-black',
  price: 1.14,
  stories: `
    Boards of fourteen millimetres, held by joints you can count: eleven fingers a side, all cut by hand and eye. | Bretter von vierzehn Millimetern, gehalten von Zinken, die man zählen kann: elf auf jeder Seite, alle von Hand geschnitten.
    As light as solid wood gets before it becomes a musical instrument. | So leicht, wie Massivholz wird, bevor es ein Musikinstrument ist.
  `,
  pieces: `
    side-table | An open box on edge: books below, lamp above. | Ein offener Kasten auf der Kante: unten Bücher, oben die Leuchte.
    shelf-wall | A long tray for the wall, exactly one paperback deep. | Ein langes Tablett für die Wand, genau ein Taschenbuch tief.
    bench | The seat flexes by three millimetres, which is the comfort of it. | Der Sitz federt um drei Millimeter, das ist sein Komfort.
    coat-peg | Folding pegs that disappear when no one is in. | Klappbare Haken, die verschwinden, wenn niemand da ist.
    stool-round | A drum of thin staves with a lid: sit on it, hide things in it. | Eine Trommel aus dünnen Dauben mit Deckel: zum Sitzen und Verstecken.
    mirror-round | A fine dark line round the glass, no more. | Eine feine Linie ums Glas, mehr nicht.
  `,
});

export const RAM = series({
  code: 'ram',
  name: 'Ram',
  maker: 'dahl',
  materials: 'finish',
  technique: 'welded',
  made: ['Bent metal, welded and brushed', 'Gebogenes Metall, geschweißt und gebürstet'],
  finishes: 'black-steel brass',
  stories: `
    Made from the tube that is left over from lamp stems. Ram is Swedish for frame, and there is nothing else to it. | Gemacht aus dem Rohr, das von Lampenstielen übrig bleibt. Ram ist Schwedisch für Rahmen, und mehr ist es auch nicht.
    Waxed rather than lacquered, so that scratches can be rubbed out. | Gewachst statt lackiert, damit sich Kratzer ausreiben lassen.
  `,
  pieces: `
    side-table | A ring, three bars and a metal tray that lifts off with the glasses on it. | Ein Ring, drei Stäbe und ein Tablett, das sich samt Gläsern abheben lässt. | finishes=black-steel
    mirror-round | A hoop like a porthole's, for narrow halls. | Ein Reif wie am Bullauge, für schmale Flure.
    hook-rail | Five hooks bent from one rod, without a single weld. | Fünf Haken aus einem Stab gebogen, ohne eine einzige Schweißnaht.
    tray-round | A brass or steel disc with its edge turned up by the thickness of a thumb. | Eine Scheibe, deren Rand daumendick hochgezogen ist.
    candle-stick | A length of tube, bent once. | Ein Stück Rohr, einmal gebogen.
  `,
});

export const ANDELSBUCH = series({
  code: 'andelsbuch',
  name: 'Andelsbuch',
  maker: 'brunnader',
  materials: 'finish',
  technique: 'turned',
  made: ['Turned and joined wood', 'Gedrechseltes und gefügtes Holz'],
  finishes: 'oak beech ash-black',
  price: 1.02,
  stories: `
    Turned legs with a single ring, the maker's only concession to decoration. His grandfather made three rings, his father two. | Gedrechselte Beine mit einem einzigen Ring, dem einzigen Zugeständnis an die Zierde. Beim Großvater waren es drei Ringe, beim Vater zwei.
    Scrubbed with soap before the oil goes on, as floors in the valley are. It keeps wood pale, and smells of washing day for a week. | Vor dem Ölen geseift wie die Böden im Tal. Das hält das Holz hell und riecht eine Woche lang nach Waschtag.
  `,
  pieces: `
    stool-round | A piano stool that does not turn, for bathrooms and violinists. | Ein Klavierhocker, der sich nicht dreht, für Bäder und Geigerinnen.
    stool-tall | Turned rungs at two heights, for long legs and short. | Gedrechselte Sprossen auf zwei Höhen, für lange und kurze Beine.
    side-table | A tea table with one ring on its leg and a top that tilts to the wall. | Ein Teetisch mit einem Ring am Bein und einer Platte, die sich zur Wand klappen lässt.
    bench | A church bench without the sermon. | Eine Kirchenbank ohne Predigt.
    coat-peg | Mushroom pegs, five or nine of them, for hats that still exist. | Pilzknäufe, fünf oder neun, für Hüte, die es noch gibt. | story=1
    mirror-round | A turned ring with a bead, on a loop of leather. | Ein gedrechselter Ring mit Perlstab, an einer Lederschlaufe.
    shelf-wall | A plate rail with a groove, for showing what is too good to stack. | Ein Tellerbord mit Rille, für alles, was zum Stapeln zu schade ist. | story=1
  `,
});

export const FONTANELLA = series({
  code: 'fontanella',
  name: 'Fontanella',
  maker: 'brunnader',
  materials: 'finish',
  technique: 'joined',
  made: ['Solid wood, brush-finished', 'Massivholz, gebürstet'],
  finishes: 'ash-black walnut oak',
  price: 1.08,
  stories: `
    The soft part of each growth ring is brushed away until the hard part stands up. In low sun the wood looks combed. | Das Weiche jedes Jahrrings wird weggebürstet, bis das Harte stehen bleibt. Bei tiefer Sonne sieht das Holz gekämmt aus.
    Drawn for a hut above Fontanella that has no right angle left. It stands level there, and will with you. | Gezeichnet für eine Hütte über Fontanella, in der kein rechter Winkel mehr stimmt. Dort steht es gerade, also auch bei Ihnen.
  `,
  pieces: `
    stool-round | Three splayed legs and a seat like a river stone. | Drei gespreizte Beine und ein Sitz wie ein Flusskiesel.
    stool-tall | The tall version, with a notch to carry it by. | Der Hohe, mit einer Kerbe zum Tragen.
    side-table | A thick top on thin legs; it looks shy and holds forty kilos. | Dicke Platte auf dünnen Beinen; er wirkt schüchtern und trägt vierzig Kilo.
    bench | Cut from a single plank, live edge to the wall. | Aus einer einzigen Bohle, die Baumkante zur Wand.
    shelf-wall | A ledge for pictures, radios and a hyacinth. | Ein Bord für Bilder, Radios und eine Hyazinthe.
    mirror-round | The frame is as wide as a hand, so the mirror looks deeper than it is. | Der Rahmen ist handbreit, der Spiegel wirkt darum tiefer, als er ist. | story=0
    coat-peg | Square pegs in round holes, wedged. | Eckige Zapfen in runden Löchern, verkeilt.
  `,
});

import type { CategoryLine } from '../../src/shop/catalog/catalog-line.ts';
import { both, rows } from './words.ts';

// code | parent or - | name | Name | description | Beschreibung
const TABLE = rows(`
  ceramics | - | Ceramics | Keramik | Stoneware and porcelain from four kilns, glazed in colours that were tried for years before they were kept. Made to be stacked, washed and used on a Tuesday. | Steinzeug und Porzellan aus vier Öfen, in Glasuren, die jahrelang erprobt wurden. Gemacht zum Stapeln, Spülen und Benutzen, auch dienstags.
  vases | ceramics | Vases | Vasen | From a single stem to an armful of lilac. Every vase is glazed inside and holds water without sweating on the table. | Vom einzelnen Stiel bis zum Arm voll Flieder. Jede Vase ist innen glasiert und hält dicht, auch auf Holz.
  bowls | ceramics | Bowls | Schalen | Bowls for rice, for salad, for the keys in the hall. Sizes nest inside each other, so a shelf holds more than it seems. | Schalen für Reis, Salat oder die Schlüssel im Flur. Die Größen passen ineinander, so fasst ein Regal mehr, als man denkt.
  plates | ceramics | Plates | Teller | Flat ones, deep ones, and the small ones that end up being used most. All rims fit an ordinary dishwasher rack. | Flache, tiefe und die kleinen, die man am Ende am meisten benutzt. Alle Ränder passen in einen normalen Spülkorb.
  cups-mugs | ceramics | Cups and mugs | Tassen und Becher | What you hold first in the morning. Handles are pulled for real fingers, and every mug states honestly how much goes in. | Was man morgens als Erstes in der Hand hält. Die Henkel sind für echte Finger gemacht, und bei jedem Becher steht, was wirklich hineingeht.
  serving | ceramics | Serving | Servieren | Jugs that pour without dripping, pots, dishes and platters. They come to the table straight from the kitchen and look right there. | Krüge, die nicht tropfen, Kannen, Dosen und Platten. Sie kommen aus der Küche direkt auf den Tisch und sehen dort richtig aus.
  glass | - | Glass | Glas | Blown in Bohemia by six people and one furnace. Small bubbles and a rim that is not quite a circle show that somebody was breathing. | In Böhmen geblasen, von sechs Menschen an einem Ofen. Kleine Bläschen und ein nicht ganz runder Rand zeigen, dass da jemand geatmet hat.
  drinking-glasses | glass | Drinking glasses | Trinkgläser | For water, wine and long drinks, sold in pairs and in sixes. No shape is ever dropped, so a broken glass can be replaced. | Für Wasser, Wein und Longdrinks, zu zweit oder zu sechst. Jede Form bleibt im Programm, damit sich Zerbrochenes ersetzen lässt.
  carafes-bottles | glass | Carafes and bottles | Karaffen und Flaschen | They stand in the fridge door, on the desk, beside the bed. Necks are wide enough for ice and for a brush. | Sie stehen in der Kühlschranktür, am Schreibtisch, neben dem Bett. Die Hälse sind weit genug für Eis und für eine Bürste.
  glass-vessels | glass | Bowls, vases and bells | Schalen, Vasen und Glocken | Glass that shows what is in it: fruit, stems, cheese, a fern. The thick foot keeps it standing when the table is knocked. | Glas, das zeigt, was darin ist: Obst, Stiele, Käse, ein Farn. Der dicke Boden hält es, wenn jemand an den Tisch stößt.
  lighting | - | Lighting | Licht | Lamps you can take apart with a screwdriver, and holders for the light that needs no socket. Warm bulbs are what they were drawn for. | Leuchten, die sich mit einem Schraubenzieher zerlegen lassen, und Halter für das Licht ohne Steckdose. Gezeichnet sind sie für warmweiße Lampen.
  table-lamps | lighting | Table lamps | Tischleuchten | For the bedside, the sideboard, the end of a long day. The switch is on the cord where a hand finds it in the dark. | Für Nachttisch, Sideboard und das Ende eines langen Tages. Der Schalter sitzt am Kabel, dort, wo ihn die Hand im Dunkeln findet.
  floor-lamps | lighting | Floor lamps | Stehleuchten | They stand behind an armchair and mind their own business. Heavy feet, cloth-covered cords, shades that turn. | Sie stehen hinter dem Sessel und drängen sich nicht auf. Schwere Füße, Textilkabel, drehbare Schirme.
  pendants | lighting | Pendants | Pendelleuchten | One over the table, three over the counter. The cord is two metres and shortens without tools. | Eine über dem Tisch, drei über der Theke. Das Kabel misst zwei Meter und lässt sich ohne Werkzeug kürzen.
  candlelight | lighting | Candlelight | Kerzenlicht | Holders for tapers and tealights, and lanterns for the steps outside. Heavy enough to stay put when somebody gestures. | Für Stabkerzen und Teelichter, dazu Laternen für die Stufen vor der Tür. Schwer genug für Tischgesellschaften, die mit den Händen reden.
  textiles | - | Textiles | Textilien | Flax, cotton and wool, woven in Austria, Scotland and Morocco. Washed before they are sewn, so they feel like the second year from the first day. | Flachs, Baumwolle und Wolle, gewebt in Österreich, Schottland und Marokko. Vor dem Nähen gewaschen, damit sie sich vom ersten Tag an anfühlen wie im zweiten Jahr.
  cushions | textiles | Cushions | Kissen | Covers of linen and wool with a hidden zip, filled with feather or with wool. Two sizes sit well together; three is a decision. | Bezüge aus Leinen und Wolle mit verdecktem Reißverschluss, gefüllt mit Federn oder Wolle. Zwei Größen passen immer zusammen, drei sind eine Entscheidung.
  throws-rugs | textiles | Throws and rugs | Plaids und Teppiche | Something over the knees, something under the feet. The wool is dyed in the fleece, so colours run through and not just on top. | Etwas über den Knien, etwas unter den Füßen. Die Wolle wird in der Flocke gefärbt, die Farbe geht also durch und liegt nicht nur obenauf.
  bath-kitchen-linen | textiles | Towels | Handtücher | Waffle, terry and half-linen that dry you and then dry themselves. Loops on both ends, because hooks are where they are. | Waffelpikee, Frottier und Halbleinen, die trocknen und selbst schnell trocken werden. Aufhänger an beiden Enden, denn die Haken sind, wo sie sind.
  table-linen | textiles | Table linen | Tischwäsche | Cloths and napkins that look better creased than pressed. Red wine washes out at sixty degrees. | Decken und Servietten, die geknittert besser aussehen als gemangelt. Rotwein geht bei sechzig Grad heraus.
  bed-curtains | textiles | Bed linen and curtains | Bettwäsche und Vorhänge | Linen to sleep in and linen to filter the morning. European sizes, coconut-shell buttons, deep hems that can be let down. | Leinen zum Schlafen und Leinen, das den Morgen filtert. Mit Kokosknöpfen und tiefen Säumen, die sich auslassen lassen.
  kitchen | - | Kitchen | Küche | Boards, mills, pots and jars that live on the worktop. If it has to be put away to look tidy, we do not stock it. | Bretter, Mühlen, Töpfe und Dosen, die auf der Arbeitsplatte wohnen dürfen. Was man zum Aufräumen verstecken müsste, führen wir nicht.
  boards-spoons | kitchen | Boards, spoons, bowls | Bretter, Löffel, Schalen | Oak, walnut and beech from the Bregenzerwald, oiled and never varnished. Knife marks are part of the plan. | Eiche, Nussbaum und Buche aus dem Bregenzerwald, geölt und nie lackiert. Messerspuren gehören dazu.
  mills-mortars | kitchen | Mills and mortars | Mühlen und Mörser | For salt, pepper and whatever else is better freshly broken. Ceramic grinders, heavy stone, nothing to charge. | Für Salz, Pfeffer und alles, was frisch zerkleinert besser schmeckt. Keramikmahlwerke, schwerer Stein, nichts zum Aufladen.
  jars-bottles | kitchen | Jars, bottles, bread | Dosen, Flaschen, Brot | Flour, oil, spoons and the loaf each have a place. Lids close by weight or by cork, not by plastic. | Mehl, Öl, Löffel und Brot haben ihren Platz. Deckel schließen durch Gewicht oder Kork, nicht durch Plastik.
  pots-trivets | kitchen | Pots and trivets | Töpfe und Untersetzer | Iron that holds its heat until everyone has sat down, and something to set it on. Good for forty years, with a little oil. | Eisen, das die Hitze hält, bis alle sitzen, und etwas, worauf man es abstellt. Mit etwas Öl gut für vierzig Jahre.
  prints | - | Prints and paper | Drucke und Papier | Pigment prints, posters, notebooks and wallpaper from two people in Leipzig. Drawn here, printed there, sent flat or rolled. | Pigmentdrucke, Plakate, Notizbücher und Tapeten von zwei Leuten aus Leipzig. Hier gezeichnet, dort gedruckt, liegend oder gerollt verschickt.
  art-prints | prints | Art prints | Kunstdrucke | Unframed, with a white margin for the mount, on cotton paper of 310 grams. The formats fit frames you can buy anywhere. | Ohne Rahmen, mit weißem Rand fürs Passepartout, auf Baumwollpapier von 310 Gramm. Die Formate passen in handelsübliche Rahmen.
  posters | prints | Posters | Plakate | Screen-printed in two or three inks, 50 by 70, meant for tape and drawing pins as much as for a frame. Runs of two hundred. | Siebdruck in zwei oder drei Farben, 50 mal 70, für Klebeband und Reißzwecken so gut wie für den Rahmen. Auflage zweihundert.
  notebooks-cards | prints | Notebooks and cards | Notizbücher und Karten | Sewn notebooks that open flat, postcards with room to write, calendars with room to plan. Paper that takes a fountain pen. | Fadengeheftete Notizbücher, die flach aufliegen, Postkarten mit Platz zum Schreiben, Kalender mit Platz zum Planen. Das Papier verträgt Füller.
  wallpapers | prints | Wallpaper | Tapeten | Non-woven rolls of ten metres with a repeat that forgives a wall out of true. Enough for five square metres each. | Vliestapeten in Rollen von zehn Metern mit einem Rapport, der schiefe Wände verzeiht. Jede Rolle reicht für gut fünf Quadratmeter.
  furniture | - | Small furniture | Kleinmöbel | Stools, tables, shelves and pegs in solid wood, small enough to carry up the stairs by yourself. Joints you can see, screws you can tighten. | Hocker, Tische, Regale und Haken aus Massivholz, klein genug, um sie allein die Treppe hinaufzutragen. Verbindungen, die man sieht, Schrauben, die man nachzieht.
  stools-benches | furniture | Stools and benches | Hocker und Bänke | To sit on, stand on, or put the lamp on. Tested by an eight-year-old and by a man of 120 kilos. | Zum Sitzen, Daraufsteigen oder für die Lampe. Geprüft von einer Achtjährigen und einem Mann mit 120 Kilo.
  tables-shelves | furniture | Side tables and shelves | Beistelltische und Regale | A place for the cup, a place for eleven books. Shelves hang on two screws and hide them. | Ein Platz für die Tasse, ein Platz für elf Bücher. Die Regale hängen an zwei Schrauben, die man nicht sieht.
  mirrors-pegs | furniture | Mirrors and pegs | Spiegel und Garderoben | What you need by the door: to hang something up and to look once more. Solid frames, turned pegs, plugs included. | Was man an der Tür braucht: etwas aufhängen und noch einmal hinsehen. Massive Rahmen, gedrechselte Haken, Dübel liegen bei.
  storage | - | Storage | Aufbewahrung | Baskets, boxes, tins and trays: order that may be seen. Each has an inside measure, because that is the one that matters. | Körbe, Dosen, Büchsen und Tabletts: Ordnung, die man sehen darf. Alles ist so bemessen, dass auch wirklich etwas hineinpasst.
  baskets | storage | Baskets | Körbe | Brown willow, cut in winter and plaited damp, with handles that go through the wall and round again. For wood, washing, wool or bread. | Braune Weide, im Winter geschnitten und feucht geflochten, mit Griffen, die durch die Wand laufen und wieder zurück. Für Holz, Wäsche, Wolle oder Brot.
  boxes-tins | storage | Boxes and tins | Dosen und Kisten | For tea, letters, plasters and the things that have no name. Lids fit tightly in summer and in winter. | Für Tee, Briefe, Pflaster und alles, was keinen Namen hat. Die Deckel sitzen im Sommer wie im Winter.
  trays | storage | Trays | Tabletts | Four cups and a pot from the kitchen to the garden in one go. Rims are high enough for a slope. | Vier Tassen und eine Kanne in einem Gang von der Küche in den Garten. Der Rand ist hoch genug für eine Schräge.
  hooks | storage | Hooks | Haken | Rails for towels, aprons, keys and a wet coat. Screwed through, not stuck on. | Leisten für Handtücher, Schürzen, Schlüssel und einen nassen Mantel. Verschraubt, nicht geklebt.
  garden | - | Garden | Garten | Pots, cans and bowls for balconies and real gardens alike. Most stay out all winter if the water can get away. | Töpfe, Kannen und Schalen für Balkone und richtige Gärten. Das meiste bleibt im Winter draußen, wenn das Wasser ablaufen kann.
  planters | garden | Planters | Pflanzgefäße | Terracotta and glazed stoneware with a hole in the bottom and a saucer to match. Walls thick enough to keep roots cool in July. | Terrakotta und glasiertes Steinzeug mit Loch im Boden und passendem Untersetzer. Die Wände sind dick genug, damit Wurzeln im Juli kühl bleiben.
  garden-pieces | garden | Water, birds and fire | Wasser, Vögel und Feuer | A can that pours where you aim, a bath for blackbirds, a bowl for the evening. They age outdoors and are better for it. | Eine Kanne, die trifft, ein Bad für die Amseln, eine Schale für den Abend. Sie altern im Freien und gewinnen dabei.
  gifts | - | Gift sets | Geschenksets | Things that belong together, boxed together, a little less than one by one. Wrapped in unprinted paper and tied with linen string. | Was zusammengehört, gemeinsam verpackt und etwas günstiger als einzeln. In unbedrucktes Papier geschlagen und mit Leinenschnur gebunden.
  gifts-table | gifts | For the table | Für den Tisch | Breakfast for two, tea for one, a bowl and the spoons that go with it. Chosen so that the colours agree. | Frühstück zu zweit, Tee für eine Person, eine Schüssel samt Löffeln. So gewählt, dass die Farben sich vertragen.
  gifts-kitchen | gifts | For the kitchen | Für die Küche | For people who cook and for people who have just moved in. Useful from the first evening. | Für alle, die kochen, und alle, die gerade eingezogen sind. Nützlich ab dem ersten Abend.
  gifts-home | gifts | For the home | Für zu Hause | Light, paper, wool and something green. Safe to give to people whose taste you are still learning. | Licht, Papier, Wolle und etwas Grünes. Auch für Menschen, deren Geschmack man erst kennenlernt.
`);

const PARENTS: ReadonlyMap<string, string> = new Map(
  TABLE.filter(([, parent]) => parent !== '-').map(([code, parent]) => [code!, parent!]),
);

export function parentCategory(code: string): string {
  const parent = PARENTS.get(code);
  if (!parent) throw new Error(`no child category called ${code}`);
  return parent;
}

/** The ten at the top, in menu order. */
export const TOP_CATEGORIES: readonly string[] = TABLE.filter(([, parent]) => parent === '-').map(([code]) => code!);

export function* categoryLines(imageOf: (name: string) => string): Generator<CategoryLine> {
  let position = 0;
  for (const [code, parent, en, de, description, beschreibung] of TABLE) {
    position += 1;
    yield {
      kind: 'category',
      code: code!,
      parent: parent === '-' ? null : parent!,
      slug: code!,
      name: both([en!, de!]),
      description: both([description!, beschreibung!]),
      position,
      image: imageOf(parent === '-' ? code! : parent!),
    };
  }
}

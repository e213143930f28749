import { series } from '../series.ts';

/** Iron and enamel from Charleville, stone from Carrara, and a black line in ash. */
export const MEUSE = series({
  code: 'meuse',
  name: 'Meuse',
  maker: 'maurel',
  materials: 'cast-iron',
  technique: 'sand-cast',
  made: ['Bare cast iron, seasoned', 'Blankes Gusseisen, eingebrannt'],
  finishes: 'cast-iron',
  price: 0.9,
  stories: `
    Poured at 1,400 degrees into sand from the river Meuse. The grain of the sand stays on the iron, fine as skin. | Bei 1400 Grad in Sand aus der Maas gegossen. Das Korn des Sandes bleibt auf dem Eisen, fein wie Haut.
    Seasoned with rapeseed oil in the oven four times before it leaves the foundry. After ten stews it is better than new. | Viermal mit Rapsöl im Ofen eingebrannt, bevor es die Gießerei verlässt. Nach zehn Schmorgerichten ist es besser als neu.
  `,
  pieces: `
    cast-pot | Browns like a pan and braises like an oven; the lid drips back what rises. | Brät wie eine Pfanne und schmort wie ein Ofen; was aufsteigt, tropft vom Deckel zurück.
    trivet | An iron star on rubber feet, heavy enough to weigh down a terrine. | Ein eiserner Stern auf Gummifüßen, schwer genug, um eine Terrine zu beschweren. | care=iron
    mortar | For the spices that laugh at wood. | Für die Gewürze, die über Holz nur lachen. | care=iron
    candle-stick | The founder's own paperweight, drilled for a taper. | Der Briefbeschwerer des Gießers, für eine Stabkerze aufgebohrt.
  `,
});

export const ARDENNE = series({
  code: 'ardenne',
  name: 'Ardenne',
  maker: 'maurel',
  materials: 'finish',
  technique: 'enamelled',
  made: ['Enamelled iron and steel', 'Emailliertes Eisen und Stahlblech'],
  finishes: 'white-enamel sage-enamel brick-enamel black-steel',
  stories: `
    Two coats of enamel over a ground coat, each fired on its own. The rim is left black, where lids would chip any colour. | Zwei Schichten Emaille auf Grundemail, jede einzeln gebrannt. Der Rand bleibt schwarz, denn dort schlüge der Deckel jede Farbe ab.
    The green is called forêt, the red brique, the white simply blanc. Maurel has not added a colour since 1988. | Das Grün heißt forêt, das Rot brique, das Weiß einfach blanc. Seit 1988 hat Maurel keine Farbe mehr dazugenommen.
    Enamel is glass on iron. It does not take on smells, and last night's curry is gone with one wipe. | Emaille ist Glas auf Eisen. Gerüche nimmt sie nicht an, und das Curry von gestern ist mit einem Wisch verschwunden.
  `,
  pieces: `
    cast-pot | The pot that stays on the stove because it looks right there. | Der Topf, der auf dem Herd bleibt, weil er dort gut aussieht.
    bread-bin | A bread bin with a roll of enamel at the edge, like a sleeve turned back. | Ein Brotkasten mit gerolltem Rand, wie ein umgeschlagener Ärmel. | care=enamel
    box-lidded | A first-aid box that may stay in sight. | Ein Kasten für Pflaster und Salbe, der offen herumstehen darf. | care=enamel story=0
    hook-rail | Five hooks for cloths and ladles; the screws are covered with enamelled caps. | Fünf Haken für Tücher und Kellen; die Schrauben verschwinden unter emaillierten Kappen. | care=enamel story=1
    tin-canister | For loose tea, with a second lid inside against the damp. | Für losen Tee, mit einem zweiten Deckel innen gegen die Feuchte. | care=enamel
    tray-rect | A roasting-tin shape, grown polite enough for breakfast in bed. | Die Form eines Bratblechs, fein genug für das Frühstück im Bett. | care=enamel
  `,
});

export const ALBA = series({
  code: 'alba',
  name: 'Alba',
  maker: 'valdarni',
  materials: 'finish',
  technique: 'stone-cut',
  made: ['Solid stone, cut and honed', 'Massiver Stein, gesägt und geschliffen'],
  finishes: 'marble stone',
  heft: 1.7,
  price: 1.15,
  stories: `
    Honed, not polished: the surface is matt and a lemon does it less harm. Veins are never matched; they go where the mountain put them. | Geschliffen, nicht poliert: Die Fläche ist matt, und eine Zitrone schadet ihr weniger. Die Adern laufen, wie der Berg sie gelegt hat.
    Stone stays cool by itself. Pastry cooks have known it for ever, butter likes it too. | Stein bleibt von selbst kühl. Konditoren wissen das seit jeher, und Butter mag es auch.
  `,
  pieces: `
    mortar | Four fingers deep, with a pestle that does half the work by its weight. | Vier Finger tief, mit einem Stößel, dessen Gewicht die halbe Arbeit tut.
    trivet | A cold disc for a hot pot. | Eine kalte Scheibe für einen heißen Topf. | care=mineral
    cutting-board | For rolling out dough and serving cheese; knives prefer wood. | Zum Ausrollen von Teig und für Käse; Messer bevorzugen Holz. | care=mineral story=1
    bowl-footed | Cut from one piece, foot and all, in two days. | Aus einem Stück geschnitten, mitsamt Fuß, in zwei Tagen. | finishes=marble care=mineral
    salt-mill | A column in miniature; it will not wander off the table. | Eine Säule im Kleinen, die nicht vom Tisch wandert. | care=mill
    utensil-jar | So heavy that the spoons could go climbing. | So schwer, dass die Löffel daran klettern könnten. | care=mineral story=0
    candle-holder | A pebble sawn flat and drilled for a tealight. | Ein Kiesel, flach gesägt und für ein Teelicht gebohrt. | care=candle
    candle-stick | A cube with a hole, and rather more dignified than that sounds. | Ein Würfel mit Loch und würdevoller, als das klingt. | care=candle story=0
  `,
});

export const DAMUELS = series({
  code: 'damuels',
  name: 'Damüls',
  maker: 'brunnader',
  materials: 'ash',
  technique: 'joined',
  made: ['Ash, blackened with iron and tea', 'Esche, mit Eisen und Tee geschwärzt'],
  finishes: 'ash-black',
  price: 1.05,
  stories: `
    Nails rusted in vinegar, brushed on over strong black tea: tannin and iron make the black inside the wood, so it cannot flake off. | In Essig gerostete Nägel, über starken Schwarztee gestrichen: Gerbsäure und Eisen färben das Holz von innen, da blättert nichts.
    The grain is brushed out first with a steel brush, and you see it again when the light comes from the side. | Zuvor wird die Maserung mit der Stahlbürste freigelegt, und bei Seitenlicht sieht man sie wieder.
  `,
  pieces: `
    cutting-board | Black as a slate and warmer; bread and white cheese come to life on it. | Schwarz wie Schiefer und wärmer; Brot und Ziegenkäse leben darauf auf.
    wood-bowl | A dark bowl for pale things: eggs, garlic, mushrooms. | Eine dunkle Schale für Helles: Eier, Knoblauch, Champignons.
    wood-spoon | A black spoon that does not stain, because it already has. | Ein schwarzer Löffel, der keine Flecken bekommt, weil er schon einer ist.
    salt-mill | The dark one holds the white. | Die Dunkle ist für das Weiße.
    pepper-mill | For pepper, black on black. | Für Pfeffer, schwarz in schwarz.
    trivet | A square grid that lets the heat out sideways. | Ein quadratisches Gitter, das die Hitze seitlich entlässt.
    bread-bin | A quiet black box with a warm smell. | Ein stiller schwarzer Kasten, der gut riecht.
  `,
});

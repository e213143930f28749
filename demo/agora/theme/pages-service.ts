import type { ThemePage } from '../../../src/storefront/theme.ts';

/** Delivery, accessibility, contact, and who we are. */
export const SERVICE_PAGES: readonly ThemePage[] = [
  {
    role: 'delivery-returns',
    slug: 'delivery-returns',
    title: { en: 'Delivery and returns', de: 'Versand und Rückgabe' },
    summary: {
      en: 'What delivery costs, how long it takes, how we pack, and how things come back.',
      de: 'Was der Versand kostet, wie lange er dauert, wie wir packen und wie etwas zurückkommt.',
    },
    updated: '2026-10-01',
    html: {
      en: `<h2>Within the European Union</h2>
<table><thead><tr><th scope="col">Method</th><th scope="col">Price</th><th scope="col">Working days</th></tr></thead><tbody>
<tr><th scope="row">Standard</th><td>€5.90, free from €79</td><td>2 to 5</td></tr>
<tr><th scope="row">Express, ordered by noon</th><td>€14.90</td><td>1 to 2</td></tr>
<tr><th scope="row">Collect in Hamburg</th><td>free</td><td>1 to 2</td></tr>
</tbody></table>
<p>All 27 countries, the same price, but for islands without cars: there it goes on by ferry and horse cart and costs €14.90. Islands and mountain huts may take two days longer. Benches, bar stools and the large planters come by two-person carrier, who rings the day before; you pay no more for it.</p>
<h2>United States</h2>
<table><thead><tr><th scope="col">Method</th><th scope="col">Price</th><th scope="col">Working days</th></tr></thead><tbody>
<tr><th scope="row">Standard</th><td>$8.90, free from $120</td><td>4 to 7</td></tr>
<tr><th scope="row">Express, ordered by noon Eastern</th><td>$24.00</td><td>2 to 3</td></tr>
<tr><th scope="row">Collect in Hudson, New York</th><td>free</td><td>1 to 3</td></tr>
</tbody></table>
<p>Parcels leave from Hudson, so there is no customs to pay.</p>
<h2>How we pack</h2>
<p>Paper, paper and more paper, in boxes that were boxes before. Every ceramic piece is tapped with a knuckle first: a sound one rings, a cracked one clacks and stays here.</p>
<h2>Broken on the way</h2>
<p>About one parcel in four hundred. Send a photograph to <a href="mailto:hello@agora.example">hello@agora.example</a> within two weeks and a new piece leaves the next working day. You need not return the shards.</p>
<h2>Sending something back</h2>
<p>You have sixty days from delivery. The piece should be unused; the box need not be ours. The way is paid in the EU and in the United States.</p>
<ol>
<li>Open your order with its number and your e-mail address, under <em>Where is my order?</em>, or write to us.</li>
<li>Pack it as it came to you.</li>
<li>Hand it in. The money goes back within five working days of its arrival.</li>
</ol>
<p>In the EU you also have a statutory <a href="page:withdrawal">right of withdrawal</a>.</p>`,
      de: `<h2>In der Europäischen Union</h2>
<table><thead><tr><th scope="col">Versandart</th><th scope="col">Preis</th><th scope="col">Werktage</th></tr></thead><tbody>
<tr><th scope="row">Standard</th><td>5,90 €, ab 79 € kostenlos</td><td>2 bis 5</td></tr>
<tr><th scope="row">Express, bis 12 Uhr bestellt</th><td>14,90 €</td><td>1 bis 2</td></tr>
<tr><th scope="row">Abholung in Hamburg</th><td>kostenlos</td><td>1 bis 2</td></tr>
</tbody></table>
<p>Alle 27 Länder, derselbe Preis, außer auf autofreien Inseln: Dorthin geht es mit Fähre und Pferdewagen weiter und kostet 14,90 €. Inseln und Berghütten können zwei Tage länger dauern. Bänke, Barhocker und die großen Pflanzgefäße bringt die Spedition zu zweit und ruft am Vortag an; Sie zahlen dafür nicht mehr.</p>
<h2>Vereinigte Staaten</h2>
<table><thead><tr><th scope="col">Versandart</th><th scope="col">Preis</th><th scope="col">Werktage</th></tr></thead><tbody>
<tr><th scope="row">Standard</th><td>8,90 $, ab 120 $ kostenlos</td><td>4 bis 7</td></tr>
<tr><th scope="row">Express, bis 12 Uhr Ostküstenzeit</th><td>24,00 $</td><td>2 bis 3</td></tr>
<tr><th scope="row">Abholung in Hudson, New York</th><td>kostenlos</td><td>1 bis 3</td></tr>
</tbody></table>
<p>Die Pakete gehen in Hudson los, Zoll fällt also nicht an.</p>
<h2>Wie wir packen</h2>
<p>Papier, Papier und noch einmal Papier, in Kartons, die schon einmal Kartons waren. Jedes Stück Keramik wird vorher angeklopft: Ein heiles klingt, ein gesprungenes klackt und bleibt hier.</p>
<h2>Unterwegs zerbrochen</h2>
<p>Das trifft etwa jedes vierhundertste Paket. Schicken Sie innerhalb von zwei Wochen ein Foto an <a href="mailto:hello@agora.example">hello@agora.example</a>, und am nächsten Werktag geht Ersatz hinaus. Die Scherben dürfen Sie behalten.</p>
<h2>Etwas zurückschicken</h2>
<p>Dafür haben Sie ab Lieferung sechzig Tage Zeit. Das Stück sollte unbenutzt sein, der Karton muss nicht unserer sein. Der Weg ist in der EU und in den USA bezahlt.</p>
<ol>
<li>Öffnen Sie Ihre Bestellung mit Nummer und E-Mail-Adresse unter <em>Wo ist meine Bestellung?</em> oder schreiben Sie uns.</li>
<li>Packen Sie es so ein, wie es kam.</li>
<li>Geben Sie es ab. Das Geld ist spätestens fünf Werktage nach der Ankunft auf dem Weg zu Ihnen.</li>
</ol>
<p>In der EU haben Sie außerdem ein gesetzliches <a href="page:withdrawal">Widerrufsrecht</a>.</p>`,
    },
  },
  {
    role: 'accessibility',
    slug: 'accessibility',
    title: { en: 'Accessibility', de: 'Barrierefreiheit' },
    summary: {
      en: 'How far this shop can be used by everyone, what is not yet right, and whom to tell.',
      de: 'Wie weit dieser Laden für alle benutzbar ist, was noch nicht stimmt und wem Sie es sagen können.',
    },
    updated: '2026-10-01',
    html: {
      en: `<p>A shop is a public place. We want everybody to get in, find things and pay without help. This statement is for the shop at agora.example, under the European Accessibility Act and the German law that carries it out (BFSG).</p>
<h2>Where we stand</h2>
<p>The aim is WCAG 2.2, level AA, and EN 301 549. Every kind of page is checked by machine, in light and dark, on a narrow and a wide screen, before a change goes out; twice a year we go through an order with keyboard alone and with two screen readers.</p>
<h2>What you can count on</h2>
<ul>
<li>Everything works with the keyboard, and you see where you are.</li>
<li>Everything works without JavaScript, including the order.</li>
<li>Text contrasts at least 4.5 to 1, and grows to 200 per cent without being cut off.</li>
<li>Colours have names: no choice of glaze has to be made by eye.</li>
<li>Errors are said in words, next to the field and at the top of the form.</li>
<li>Nothing moves if your system asks for less movement.</li>
</ul>
<h2>What is not yet right</h2>
<ul>
<li>Descriptions of pictures name the piece and its finish; they do not describe a pattern in detail. If you need more, ask us and we describe it.</li>
<li>We have no texts in easy language and no films in sign language.</li>
</ul>
<h2>Tell us</h2>
<p>Write to <a href="mailto:access@agora.example">access@agora.example</a> or ring <a href="tel:+494066969120">+49&nbsp;40&nbsp;66969&nbsp;120</a>. You get an answer within five working days, and can order by telephone meanwhile.</p>
<h2>If we do not help</h2>
<p>The market surveillance authority of the German states for the accessibility of products and services (MLBF) in Magdeburg takes complaints.</p>`,
      de: `<p>Ein Laden ist ein öffentlicher Ort. Wir möchten, dass alle hineinkommen, etwas finden und bezahlen können, ohne Hilfe zu brauchen. Diese Erklärung gilt für den Laden unter agora.example nach dem Barrierefreiheitsstärkungsgesetz (BFSG).</p>
<h2>Wo wir stehen</h2>
<p>Ziel sind die WCAG 2.2 auf Stufe AA und die EN 301 549. Jede Art von Seite wird maschinell geprüft, hell und dunkel, schmal und breit, bevor eine Änderung hinausgeht; zweimal im Jahr gehen wir eine Bestellung allein mit der Tastatur und mit zwei Screenreadern durch.</p>
<h2>Worauf Sie sich verlassen können</h2>
<ul>
<li>Alles lässt sich mit der Tastatur bedienen, und Sie sehen immer, wo Sie sind.</li>
<li>Alles geht ohne JavaScript, auch die Bestellung.</li>
<li>Schrift hat mindestens einen Kontrast von 4,5 zu 1 und wächst auf 200 Prozent, ohne abgeschnitten zu werden.</li>
<li>Farben haben Namen: Keine Glasur muss nach Augenmaß gewählt werden.</li>
<li>Fehler stehen in Worten am Feld und oben im Formular.</li>
<li>Nichts bewegt sich, wenn Ihr System um weniger Bewegung bittet.</li>
</ul>
<h2>Was noch nicht stimmt</h2>
<ul>
<li>Die Bildbeschreibungen nennen Stück und Ausführung, beschreiben ein Muster aber nicht im Einzelnen. Wenn Sie mehr brauchen, fragen Sie uns, wir beschreiben es.</li>
<li>Texte in Leichter Sprache und Filme in Gebärdensprache haben wir nicht.</li>
</ul>
<h2>Sagen Sie es uns</h2>
<p>Schreiben Sie an <a href="mailto:access@agora.example">access@agora.example</a> oder rufen Sie an: <a href="tel:+494066969120">+49&nbsp;40&nbsp;66969&nbsp;120</a>. Sie bekommen innerhalb von fünf Werktagen Antwort und können so lange auch telefonisch bestellen.</p>
<h2>Wenn wir nicht helfen</h2>
<p>Beschwerden nimmt die Marktüberwachungsstelle der Länder für die Barrierefreiheit von Produkten und Dienstleistungen (MLBF) in Magdeburg entgegen.</p>`,
    },
  },
  {
    role: 'contact',
    slug: 'contact',
    title: { en: 'Contact', de: 'Kontakt' },
    summary: {
      en: 'By telephone, by e-mail or across the counter in Hamburg and Hudson.',
      de: 'Per Telefon, per E-Mail oder über den Ladentisch in Hamburg und Hudson.',
    },
    updated: '2026-10-01',
    html: {
      en: `<p>There are nine of us, and whoever answers has packed parcels this week. Agora is a demonstration, so the numbers ring nowhere; a real shop would answer like this.</p>
<h2>By e-mail</h2>
<dl><dt>Orders and questions</dt><dd><a href="mailto:hello@agora.example">hello@agora.example</a>, answered within a working day</dd>
<dt>Returns</dt><dd><a href="mailto:returns@agora.example">returns@agora.example</a></dd>
<dt>Privacy</dt><dd><a href="mailto:privacy@agora.example">privacy@agora.example</a></dd>
<dt>Workshops who would like to be found</dt><dd><a href="mailto:makers@agora.example">makers@agora.example</a>, with two photographs and a price</dd></dl>
<h2>By telephone</h2>
<p><a href="tel:+494066969120">+49&nbsp;40&nbsp;66969&nbsp;120</a>, Tuesday to Saturday, 10 to 18. In English, German and fair Portuguese.</p>
<h2>In person</h2>
<h3>Hamburg</h3>
<address>Agora<br>Kranichtwiete 7<br>20457 Hamburg</address>
<p>Tuesday to Saturday, 10 to 18. One step at the door; there is a ramp, please ring.</p>
<h3>Hudson</h3>
<address>Agora c/o Ropewalk Storage<br>12 Cooper Ropewalk<br>Hudson, NY 12534</address>
<p>Thursday to Sunday, 11 to 6. Level entrance.</p>`,
      de: `<p>Wir sind zu neunt, und wer antwortet, hat diese Woche auch Pakete gepackt. Agora ist eine Demonstration, die Nummern klingeln also nirgends; ein echter Laden würde so antworten.</p>
<h2>Per E-Mail</h2>
<dl><dt>Bestellungen und Fragen</dt><dd><a href="mailto:hello@agora.example">hello@agora.example</a>, Antwort innerhalb eines Werktags</dd>
<dt>Rücksendungen</dt><dd><a href="mailto:returns@agora.example">returns@agora.example</a></dd>
<dt>Datenschutz</dt><dd><a href="mailto:privacy@agora.example">privacy@agora.example</a></dd>
<dt>Werkstätten, die gefunden werden möchten</dt><dd><a href="mailto:makers@agora.example">makers@agora.example</a>, mit zwei Fotos und einem Preis</dd></dl>
<h2>Per Telefon</h2>
<p><a href="tel:+494066969120">+49&nbsp;40&nbsp;66969&nbsp;120</a>, Dienstag bis Samstag, 10 bis 18 Uhr. Auf Deutsch, Englisch und leidlichem Portugiesisch.</p>
<h2>Im Laden</h2>
<h3>Hamburg</h3>
<address>Agora<br>Kranichtwiete 7<br>20457 Hamburg</address>
<p>Dienstag bis Samstag, 10 bis 18 Uhr. Eine Stufe an der Tür; eine Rampe ist da, bitte klingeln.</p>
<h3>Hudson</h3>
<address>Agora c/o Ropewalk Storage<br>12 Cooper Ropewalk<br>Hudson, NY 12534, USA</address>
<p>Donnerstag bis Sonntag, 11 bis 18 Uhr. Ebenerdiger Eingang.</p>`,
    },
  },
  {
    role: 'about',
    slug: 'about',
    title: { en: 'Who we are', de: 'Wer wir sind' },
    summary: {
      en: 'A shop for homeware in Hamburg, fourteen workshops, and a rule about cupboards.',
      de: 'Ein Laden für Hausrat in Hamburg, vierzehn Werkstätten und eine Regel über Schränke.',
    },
    updated: '2026-10-01',
    html: {
      en: `<p>An agora is a market square: you go for onions and come back with news. Ours began in 2016 with a table outside a bicycle shop and forty second-choice pots from the Westerwald. They were gone by noon, and the potter asked what was wrong with people.</p>
<h2>The rule about cupboards</h2>
<p>Before we take something in, one of us uses it for a month. If by then it has moved to the back of the cupboard, it goes back to its maker with a polite letter. About two in three do. What stays is what you see here: some six hundred things, in glazes and woods that we would live with, and do.</p>
<h2>What we pay</h2>
<p>We buy outright and pay on delivery, because a kiln cannot be fired with promises. Workshops set their prices; we add ours. For a mug of twenty-four euros the workshop gets ten, tax takes nearly four, and packing, delivery and nine people share the rest.</p>
<h2>The pictures</h2>
<p>Every picture in this shop is computed: the shapes are profiles and equations, the glazes are formulas, the light is arithmetic. That is the one thing here that no hands have touched. It is a demonstration shop, after all, and says so on every legal page.</p>
<h2>Mending</h2>
<p>We keep sockets, cords, mill grinders, lids and corks. Ask before you throw anything away.</p>`,
      de: `<p>Eine Agora ist ein Marktplatz: Man geht wegen Zwiebeln hin und kommt mit Neuigkeiten zurück. Unsere begann 2016 mit einem Tisch vor einem Fahrradladen und vierzig Stücken zweiter Wahl aus dem Westerwald. Mittags waren sie weg, und der Töpfer fragte, was mit den Leuten los sei.</p>
<h2>Die Regel über Schränke</h2>
<p>Bevor wir etwas aufnehmen, benutzt es jemand von uns einen Monat lang. Ist es dann im Schrank nach hinten gewandert, geht es mit einem höflichen Brief zurück. Zwei von drei Dingen trifft das. Was bleibt, sehen Sie hier: rund sechshundert Stücke, in Glasuren und Hölzern, mit denen wir leben würden und es auch tun.</p>
<h2>Was wir zahlen</h2>
<p>Wir kaufen fest ein und zahlen bei Lieferung, denn mit Versprechen lässt sich kein Ofen heizen. Die Werkstätten bestimmen ihre Preise, wir schlagen unseren auf. Von einem Becher für vierundzwanzig Euro bekommt die Werkstatt zehn, knapp vier nimmt die Steuer, den Rest teilen sich Verpackung, Versand und neun Leute.</p>
<h2>Die Bilder</h2>
<p>Jedes Bild in diesem Laden ist gerechnet: Die Formen sind Profile und Gleichungen, die Glasuren Formeln, das Licht ist Arithmetik. Es ist das Einzige hier, was keine Hand berührt hat. Agora ist eben ein Demonstrationsladen und sagt das auf jeder Rechtsseite.</p>
<h2>Reparieren</h2>
<p>Fassungen, Kabel, Mahlwerke, Deckel und Korken haben wir einzeln da. Fragen Sie, bevor Sie etwas wegwerfen.</p>`,
    },
  },
];

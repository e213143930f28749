import type { ThemePage } from '../../../src/storefront/theme.ts';

export const PRIVACY_PAGE: ThemePage = {
  role: 'privacy',
  slug: 'privacy',
  title: { en: 'Privacy', de: 'Datenschutz' },
  summary: {
    en: 'Which data we need for an order, where it lies, who sees it and how it is erased.',
    de: 'Welche Daten wir für eine Bestellung brauchen, wo sie liegen, wer sie sieht und wie sie gelöscht werden.',
  },
  updated: '2026-11-23',
  html: {
    en: `<p>In short: no advertising networks, no tracking, no analytics by others. You can look around without leaving your name. <strong>This is a demonstration shop: please do not enter real personal data.</strong></p>
<h2>Who is responsible</h2>
<p>Agora Alltagsdinge GmbH, Kranichtwiete 7, 20457 Hamburg, Germany, <a href="mailto:privacy@agora.example">privacy@agora.example</a>. With fewer than twenty people we need no data protection officer; Wiebke Sandmann answers herself.</p>
<h2>When you look around</h2>
<p>Your browser sends an address, the page it wants and what kind of browser it is. Our server needs these to answer. The log keeps the time, the page, the duration and the status; it does not keep your IP address. Requests are counted by address in memory alone, so that a flood from one place does not stop the others. Legal ground: our interest in a shop that works (Article 6(1)(f) GDPR). The shop prints its log and stores none; how long that is kept is for the operator to set and to say here.</p>
<h2>What your browser keeps</h2>
<table><thead><tr><th scope="col">What</th><th scope="col">For</th><th scope="col">How long</th></tr></thead><tbody>
<tr><th scope="row">A cookie with a random basket number</th><td>so that the basket is still there on the next page</td><td>30 days after the last change</td></tr>
<tr><th scope="row">The last nine pieces you looked at</th><td>the row “recently seen”; this list never leaves your browser</td><td>until you clear it</td></tr>
<tr><th scope="row">What you have typed at the checkout</th><td>so that it survives a reload</td><td>until you have ordered or close the tab</td></tr>
<tr><th scope="row">The number of pieces in the basket, your place in a list</th><td>so that neither jumps when a page loads</td><td>until you close the tab</td></tr>
</tbody></table>
<p>All of it is needed for something you asked for, so there is no banner (Section 25(2) no. 2 TDDDG). Blocking them costs you the basket, nothing else.</p>
<h2>When you order</h2>
<p>We need your name, address, e-mail and what you ordered, and a telephone number only if the carrier has to arrange a time. Ground: performing the contract (Article 6(1)(b)). Name, e-mail, telephone, address and notes are stored encrypted, under a key made for this purchase alone. What you bought, for how much and to which country it goes stands beside it in the clear, for the books; so does a keyed fingerprint of your e-mail, by which an order is found again.</p>
<h2>Who else sees it</h2>
<ul>
<li>The carrier: name, address, and the telephone number where needed.</li>
<li>The payment provider: the amount and the order number. In this demonstration it is a simulation within the shop.</li>
<li>Our host in Germany, under a processing agreement. Whoever has the database without the key file, from a lost disk or a copy, cannot read names and addresses.</li>
<li>For orders from the United States: our warehouse in Hudson, New York, under the EU standard contractual clauses.</li>
</ul>
<p>Nobody else, and nobody for advertising.</p>
<h2>How long</h2>
<p>Invoices and their records for as long as tax law demands, at present eight to ten years (Article 6(1)(c)). Baskets: thirty days after the last change. What was entered in a purchase that came to nothing: a day. E-mails you write to us: two years after the last one, in case you write again about the same teapot.</p>
<h2>Erasure</h2>
<p>When you ask for it, and the law does not oblige us to keep something, we destroy the key of your purchase. What is encrypted with it can then be read by nobody, us included. A backup made before still holds the key, itself encrypted, until that backup is deleted.</p>
<h2>Your rights</h2>
<p>You may ask what we hold, have it corrected, erased, restricted or handed over in a machine-readable form, and object to any use that rests on our interests. Write to <a href="mailto:privacy@agora.example">privacy@agora.example</a>; we answer within two weeks. You may also complain to an authority, for us: Der Hamburgische Beauftragte für Datenschutz und Informationsfreiheit, Ludwig-Erhard-Straße 22, 20459 Hamburg.</p>
<h2>What we do not do</h2>
<p>We make no profiles, no automated decisions and no credit checks, and sell nothing but homeware.</p>`,
    de: `<p>Kurz gesagt: keine Werbenetze, keine Verfolgung, keine fremde Statistik. Umsehen können Sie sich, ohne einen Namen zu hinterlassen. <strong>Dies ist ein Demonstrationsladen: Bitte geben Sie keine echten persönlichen Daten ein.</strong></p>
<h2>Wer verantwortlich ist</h2>
<p>Agora Alltagsdinge GmbH, Kranichtwiete 7, 20457 Hamburg, <a href="mailto:privacy@agora.example">privacy@agora.example</a>. Mit weniger als zwanzig Leuten brauchen wir keine Datenschutzbeauftragte; Wiebke Sandmann antwortet selbst.</p>
<h2>Wenn Sie sich umsehen</h2>
<p>Ihr Browser schickt eine Adresse, die gewünschte Seite und seinen Typ. Ohne das könnte unser Server nicht antworten. Im Protokoll stehen Zeit, Seite, Dauer und Ergebnis, nicht aber Ihre IP-Adresse. Nach Adressen gezählt wird nur im Arbeitsspeicher, damit eine Flut von Anfragen nicht alle anderen aufhält. Grundlage: unser Interesse an einem Laden, der läuft (Art. 6 Abs. 1 lit. f DSGVO). Der Laden gibt sein Protokoll aus und speichert keines; wie lange es aufbewahrt wird, bestimmt der Betreiber und sagt es hier.</p>
<h2>Was Ihr Browser aufbewahrt</h2>
<table><thead><tr><th scope="col">Was</th><th scope="col">Wozu</th><th scope="col">Wie lange</th></tr></thead><tbody>
<tr><th scope="row">Ein Cookie mit einer zufälligen Warenkorbnummer</th><td>damit der Warenkorb auf der nächsten Seite noch da ist</td><td>30 Tage nach der letzten Änderung</td></tr>
<tr><th scope="row">Die neun zuletzt angesehenen Stücke</th><td>die Reihe „Zuletzt gesehen“; die Liste verlässt Ihren Browser nie</td><td>bis Sie sie löschen</td></tr>
<tr><th scope="row">Was Sie an der Kasse eingetippt haben</th><td>damit es ein Neuladen übersteht</td><td>bis Sie bestellt haben oder den Tab schließen</td></tr>
<tr><th scope="row">Die Zahl der Stücke im Warenkorb, Ihre Stelle in einer Liste</th><td>damit beim Laden einer Seite nichts springt</td><td>bis Sie den Tab schließen</td></tr>
</tbody></table>
<p>Alles davon ist für etwas nötig, das Sie selbst wünschen, darum gibt es kein Banner (§ 25 Abs. 2 Nr. 2 TDDDG). Wer es sperrt, verliert den Warenkorb und sonst nichts.</p>
<h2>Wenn Sie bestellen</h2>
<p>Wir brauchen Name, Anschrift, E-Mail und was Sie bestellt haben, eine Telefonnummer nur, wenn die Spedition einen Termin vereinbaren muss. Grundlage: Erfüllung des Vertrags (Art. 6 Abs. 1 lit. b). Name, E-Mail, Telefon, Anschrift und Bemerkungen liegen verschlüsselt, unter einem Schlüssel, der nur für diesen Kauf gemacht wird. Was Sie gekauft haben, zu welchem Preis und in welches Land es geht, steht für die Buchführung lesbar daneben, ebenso ein Prüfwert Ihrer E-Mail, über den sich eine Bestellung wiederfinden lässt.</p>
<h2>Wer es außerdem sieht</h2>
<ul>
<li>Der Paketdienst: Name, Anschrift und, wo nötig, die Telefonnummer.</li>
<li>Der Zahlungsanbieter: Betrag und Bestellnummer. In dieser Demonstration ist er eine Simulation im Laden selbst.</li>
<li>Unser Rechenzentrum in Deutschland, mit Vertrag zur Auftragsverarbeitung. Wer die Datenbank ohne die Schlüsseldatei hat, etwa eine verlorene Platte oder eine Kopie, kann Namen und Anschriften nicht lesen.</li>
<li>Bei Bestellungen aus den USA: unser Lager in Hudson, New York, auf Grundlage der EU-Standardvertragsklauseln.</li>
</ul>
<p>Sonst niemand, und niemand zum Werben.</p>
<h2>Wie lange</h2>
<p>Rechnungen und Belege so lange, wie das Steuerrecht es verlangt, derzeit acht bis zehn Jahre (Art. 6 Abs. 1 lit. c). Warenkörbe dreißig Tage nach der letzten Änderung. Was bei einem Kauf eingegeben wurde, aus dem nichts wurde: einen Tag. E-Mails an uns zwei Jahre nach der letzten, falls Sie noch einmal wegen derselben Teekanne schreiben.</p>
<h2>Löschen</h2>
<p>Wenn Sie es wünschen und kein Gesetz uns zum Aufheben zwingt, vernichten wir den Schlüssel Ihres Kaufs. Was damit verschlüsselt ist, kann dann niemand mehr lesen, wir eingeschlossen. Eine ältere Sicherung enthält den Schlüssel noch, selbst verschlüsselt, bis sie gelöscht wird.</p>
<h2>Ihre Rechte</h2>
<p>Sie können Auskunft verlangen, Berichtigung, Löschung, Einschränkung oder die Herausgabe in maschinenlesbarer Form und jeder Nutzung widersprechen, die auf unseren Interessen beruht. Schreiben Sie an <a href="mailto:privacy@agora.example">privacy@agora.example</a>, wir antworten binnen zwei Wochen. Beschweren können Sie sich auch bei einer Behörde, für uns zuständig: Der Hamburgische Beauftragte für Datenschutz und Informationsfreiheit, Ludwig-Erhard-Straße 22, 20459 Hamburg.</p>
<h2>Was wir nicht tun</h2>
<p>Wir bilden keine Profile, treffen keine automatischen Entscheidungen, holen keine Bonitätsauskünfte ein und verkaufen nichts außer Hausrat.</p>`,
  },
};

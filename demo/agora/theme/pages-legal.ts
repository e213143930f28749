import type { ThemePage } from '../../../src/storefront/theme.ts';

/** Imprint, terms and withdrawal. Believable, but of a demo: no contract comes about here and the company does not exist. */
export const LEGAL_PAGES: readonly ThemePage[] = [
  {
    role: 'imprint',
    slug: 'imprint',
    title: { en: 'Imprint', de: 'Impressum' },
    summary: { en: 'Who is behind Agora, and how to reach us.', de: 'Wer hinter Agora steht und wie Sie uns erreichen.' },
    updated: '2026-10-01',
    html: {
      en: `<p><strong>Agora is a demonstration shop.</strong> The company below is invented, nothing is sold here, and no payment is taken. The page shows what an imprint has to contain.</p>
<h2>Provider</h2>
<address>Agora Alltagsdinge GmbH<br>Kranichtwiete 7<br>20457 Hamburg<br>Germany</address>
<p>Managing director: Wiebke Sandmann</p>
<h2>Reaching us</h2>
<p>Telephone: <a href="tel:+494066969120">+49&nbsp;40&nbsp;66969&nbsp;120</a>, Tuesday to Saturday, 10 to 18<br>E-mail: <a href="mailto:hello@agora.example">hello@agora.example</a></p>
<h2>Register and tax</h2>
<p>Hamburg Local Court, HRB 000000<br>VAT identification number: DE000000000<br>Packaging register: DE0000000000000</p>
<h2>Responsible for what is written here</h2>
<p>Wiebke Sandmann, address as above.</p>
<h2>Settling disputes</h2>
<p>We are neither obliged nor willing to take part in proceedings before a consumer arbitration board. We would rather hear from you: so far a telephone call has settled everything.</p>
<h2>Product safety</h2>
<p>For makers outside the European Union (Hoshino Kiln, Tannock Mill, Atelier Tamesna) we are the responsible person under Regulation (EU) 2023/988. Report a hazard to <a href="mailto:safety@agora.example">safety@agora.example</a>; we answer within one working day.</p>`,
      de: `<p><strong>Agora ist ein Demonstrationsladen.</strong> Die genannte Firma ist erfunden, hier wird nichts verkauft und kein Geld eingezogen. Die Seite zeigt, was in ein Impressum gehört.</p>
<h2>Anbieter</h2>
<address>Agora Alltagsdinge GmbH<br>Kranichtwiete 7<br>20457 Hamburg<br>Deutschland</address>
<p>Geschäftsführerin: Wiebke Sandmann</p>
<h2>So erreichen Sie uns</h2>
<p>Telefon: <a href="tel:+494066969120">+49&nbsp;40&nbsp;66969&nbsp;120</a>, Dienstag bis Samstag, 10 bis 18 Uhr<br>E-Mail: <a href="mailto:hello@agora.example">hello@agora.example</a></p>
<h2>Register und Steuern</h2>
<p>Amtsgericht Hamburg, HRB 000000<br>Umsatzsteuer-Identifikationsnummer: DE000000000<br>Verpackungsregister: DE0000000000000</p>
<h2>Verantwortlich für den Inhalt</h2>
<p>Wiebke Sandmann, Anschrift wie oben.</p>
<h2>Streitbeilegung</h2>
<p>Zur Teilnahme an einem Verfahren vor einer Verbraucherschlichtungsstelle sind wir weder verpflichtet noch bereit. Rufen Sie lieber an: Bisher hat sich am Telefon noch alles klären lassen.</p>
<h2>Produktsicherheit</h2>
<p>Für Werkstätten außerhalb der Europäischen Union (Hoshino Kiln, Tannock Mill, Atelier Tamesna) sind wir die verantwortliche Person nach der Verordnung (EU) 2023/988. Gefahren melden Sie bitte an <a href="mailto:safety@agora.example">safety@agora.example</a>; wir antworten innerhalb eines Werktags.</p>`,
    },
  },
  {
    role: 'terms',
    slug: 'terms',
    title: { en: 'Terms of sale', de: 'Allgemeine Geschäftsbedingungen' },
    summary: {
      en: 'What holds between you and us when you order: contract, prices, delivery, liability.',
      de: 'Was zwischen Ihnen und uns gilt, wenn Sie bestellen: Vertrag, Preise, Lieferung, Haftung.',
    },
    updated: '2026-10-01',
    html: {
      en: `<p><strong>This is a demonstration.</strong> Orders placed here are tests: no contract comes about, nothing is shipped, nothing is charged and no e-mail is sent. In a shop in earnest the following would apply.</p>
<h2>1. Who contracts with whom</h2>
<p>These terms cover orders placed at Agora by consumers. Your contract is with Agora Alltagsdinge GmbH, Kranichtwiete 7, 20457 Hamburg (see <a href="page:imprint">imprint</a>). Terms of your own apply only if we have agreed to them in writing.</p>
<h2>2. How a contract comes about</h2>
<p>The goods in the shop are an invitation, not yet an offer. With the button “Order and pay” you make an offer. We confirm at once by e-mail that it has arrived; the contract is made when we confirm that the parcel has left, or when you have paid, whichever is earlier. Until you press the button you can correct everything: the last step shows each line, the address and the total, and every line has a link back to where it was entered.</p>
<p>Contracts are made in English or German. We store the text of the contract and send it to you by e-mail; you also find your order under its number and your e-mail address.</p>
<h2>3. Prices and tax</h2>
<p>Prices in euros contain value added tax at the rate of the country we deliver to; the basket shows how much. Prices in US dollars are without sales tax, and none is charged in this demonstration. Delivery is added and shown before you order (see <a href="page:delivery-returns">delivery and returns</a>). A crossed-out price is the lowest we asked for the piece in the thirty days before the reduction.</p>
<h2>4. Paying</h2>
<p>The demonstration has one test provider, which accepts or declines as you choose. No card details are asked for. A declined payment leaves your basket as it was.</p>
<h2>5. Delivery</h2>
<p>We deliver to the countries offered at checkout. If a piece turns out to be cracked when we pack it and there is no second one, we write the same day and pay back what you paid for it. The goods stay ours until they are paid for.</p>
<h2>6. Handmade goods</h2>
<p>Thrown and blown pieces differ by a few per cent in size, weight and shade. That is not a defect. A crack, a leaking glaze or a wobbling foot is.</p>
<h2>7. If something is wrong</h2>
<p>The statutory rights for defects apply, for two years from delivery. You need not keep the box. A photograph usually spares us both the return.</p>
<h2>8. Liability</h2>
<p>We are liable without limit for intent and gross negligence, for injury to life, body or health, and under the product liability law. For slight negligence we are liable only if a duty is broken without which the contract would make no sense, and then for the damage typically to be expected.</p>
<h2>9. Withdrawing</h2>
<p>Consumers in the European Union may withdraw within fourteen days (see <a href="page:withdrawal">withdrawal</a>). Beyond that we take goods back for sixty days of our own accord.</p>
<h2>10. Law</h2>
<p>German law applies, without the UN sales convention. Mandatory protection of the country in which you live stays with you.</p>`,
      de: `<p><strong>Dies ist eine Demonstration.</strong> Bestellungen sind hier Tests: Es kommt kein Vertrag zustande, nichts wird verschickt, nichts berechnet, und keine E-Mail geht hinaus. In einem echten Laden würde Folgendes gelten.</p>
<h2>1. Vertragspartner</h2>
<p>Diese Bedingungen gelten für Bestellungen von Verbraucherinnen und Verbrauchern bei Agora. Ihr Vertragspartner ist die Agora Alltagsdinge GmbH, Kranichtwiete 7, 20457 Hamburg (siehe <a href="page:imprint">Impressum</a>). Eigene Bedingungen gelten nur, wenn wir ihnen schriftlich zugestimmt haben.</p>
<h2>2. Wie der Vertrag zustande kommt</h2>
<p>Die Waren im Laden sind eine Einladung, noch kein Angebot. Mit dem Knopf „Zahlungspflichtig bestellen“ geben Sie ein Angebot ab. Wir bestätigen sofort per E-Mail, dass es angekommen ist; der Vertrag ist geschlossen, sobald wir den Versand bestätigen oder Sie bezahlt haben, je nachdem, was früher ist. Bis zum Knopfdruck können Sie alles berichtigen: Der letzte Schritt zeigt jede Zeile, die Anschrift und die Summe, jeweils mit einem Weg zurück zur Eingabe.</p>
<p>Verträge schließen wir auf Deutsch oder Englisch. Den Vertragstext speichern wir und schicken ihn Ihnen per E-Mail; außerdem finden Sie Ihre Bestellung über Nummer und E-Mail-Adresse wieder.</p>
<h2>3. Preise und Steuern</h2>
<p>Preise in Euro enthalten die Mehrwertsteuer des Landes, in das wir liefern; der Warenkorb nennt den Betrag. Preise in US-Dollar verstehen sich ohne Sales Tax, und in dieser Demonstration wird auch keine erhoben. Versandkosten kommen hinzu und stehen vor der Bestellung fest (siehe <a href="page:delivery-returns">Versand und Rückgabe</a>). Ein durchgestrichener Preis ist der niedrigste, den wir in den dreißig Tagen vor der Ermäßigung verlangt haben.</p>
<h2>4. Bezahlen</h2>
<p>Die Demonstration kennt einen Testanbieter, der nach Ihrer Wahl annimmt oder ablehnt. Nach Kartendaten wird nicht gefragt. Eine abgelehnte Zahlung lässt den Warenkorb, wie er war.</p>
<h2>5. Lieferung</h2>
<p>Wir liefern in die Länder, die an der Kasse zur Wahl stehen. Zeigt sich beim Packen ein Sprung und gibt es kein zweites Stück, schreiben wir Ihnen am selben Tag und erstatten den Preis. Bis zur Bezahlung bleibt die Ware unser Eigentum.</p>
<h2>6. Handgemachtes</h2>
<p>Gedrehtes und Geblasenes weicht in Größe, Gewicht und Ton um einige Prozent ab. Das ist kein Mangel. Ein Riss, eine undichte Glasur oder ein kippelnder Fuß ist einer.</p>
<h2>7. Wenn etwas nicht stimmt</h2>
<p>Es gelten die gesetzlichen Mängelrechte, zwei Jahre ab Lieferung. Den Karton müssen Sie nicht aufheben. Ein Foto erspart uns beiden meist die Rücksendung.</p>
<h2>8. Haftung</h2>
<p>Für Vorsatz und grobe Fahrlässigkeit, für Schäden an Leben, Körper oder Gesundheit und nach dem Produkthaftungsgesetz haften wir unbegrenzt. Bei leichter Fahrlässigkeit haften wir nur, wenn eine Pflicht verletzt ist, ohne die der Vertrag sinnlos wäre, und dann für den typischerweise zu erwartenden Schaden.</p>
<h2>9. Widerruf</h2>
<p>Verbraucherinnen und Verbraucher in der Europäischen Union können binnen vierzehn Tagen widerrufen (siehe <a href="page:withdrawal">Widerruf</a>). Darüber hinaus nehmen wir Ware sechzig Tage lang freiwillig zurück.</p>
<h2>10. Recht</h2>
<p>Es gilt deutsches Recht ohne das UN-Kaufrecht. Zwingender Schutz des Landes, in dem Sie leben, bleibt Ihnen erhalten.</p>`,
    },
  },
  {
    role: 'withdrawal',
    slug: 'withdrawal',
    title: { en: 'Right of withdrawal', de: 'Widerrufsrecht' },
    summary: {
      en: 'Fourteen days by law, sixty with us: how to withdraw, what happens then, and a form to copy.',
      de: 'Vierzehn Tage nach dem Gesetz, sechzig bei uns: wie Sie widerrufen, was dann geschieht, mit Formular.',
    },
    updated: '2026-10-01',
    html: {
      en: `<p>Agora is a demonstration; orders here are tests that bind nobody. No e-mail is sent and no return label made. This is how withdrawal would work.</p>
<h2>Your right</h2>
<p>As a consumer in the European Union you may withdraw from the contract within fourteen days without giving a reason. The time runs from the day on which you, or somebody you have named who is not the carrier, hold the goods in your hands; with several parcels, from the last of them.</p>
<h2>How to use it</h2>
<p>Tell us clearly that you withdraw: by letter to Agora Alltagsdinge GmbH, Kranichtwiete 7, 20457 Hamburg, by e-mail to <a href="mailto:returns@agora.example">returns@agora.example</a>, or by telephone on <a href="tel:+494066969120">+49&nbsp;40&nbsp;66969&nbsp;120</a>. You may use the form below but need not. It is enough to send your message before the time is up. We confirm at once by e-mail that it has arrived.</p>
<h2>What happens then</h2>
<ul>
<li>We pay back everything you have paid, the cheapest standard delivery included, within fourteen days of your message, by the way you paid.</li>
<li>We may wait until the goods are back or you show that they have been sent.</li>
<li>Send them back within fourteen days of your message. From the EU we pay the return; you find the label under your order.</li>
<li>You answer for a loss in value only if the goods were handled beyond what is needed to see what they are and how they work. Pouring tea once is fine; a month of teas is not.</li>
</ul>
<h2>When there is no right of withdrawal</h2>
<p>For goods made to your wishes, such as a bench in your own length. Everything in this shop comes as shown, so the exception rarely matters.</p>
<h2>Sixty days, of our own accord</h2>
<p>Beyond the law we take back unused goods for sixty days from delivery, at our cost within the EU. Your statutory right is untouched by this.</p>
<h2>Form to copy</h2>
<p>Fill this in and return it only if you wish to withdraw.</p>
<ul>
<li>To Agora Alltagsdinge GmbH, Kranichtwiete 7, 20457 Hamburg, Germany, returns@agora.example:</li>
<li>I/we withdraw from the contract I/we made for the following goods:</li>
<li>Ordered on / received on:</li>
<li>Name of the consumer(s):</li>
<li>Address of the consumer(s):</li>
<li>Date, and signature if on paper:</li>
</ul>`,
      de: `<p>Agora ist eine Demonstration; Bestellungen sind Tests, die niemanden binden. Es geht keine E-Mail hinaus, und ein Etikett zur Rücksendung gibt es nicht. So liefe ein Widerruf ab.</p>
<h2>Ihr Recht</h2>
<p>Als Verbraucherin oder Verbraucher in der Europäischen Union können Sie den Vertrag binnen vierzehn Tagen ohne Angabe von Gründen widerrufen. Die Frist läuft ab dem Tag, an dem Sie oder eine von Ihnen benannte Person, die nicht der Beförderer ist, die Ware in Händen haben; bei mehreren Paketen ab dem letzten.</p>
<h2>So üben Sie es aus</h2>
<p>Teilen Sie uns eindeutig mit, dass Sie widerrufen: per Brief an die Agora Alltagsdinge GmbH, Kranichtwiete 7, 20457 Hamburg, per E-Mail an <a href="mailto:returns@agora.example">returns@agora.example</a> oder telefonisch unter <a href="tel:+494066969120">+49&nbsp;40&nbsp;66969&nbsp;120</a>. Das Formular unten können Sie verwenden, müssen es aber nicht. Es genügt, dass Sie die Mitteilung vor Ablauf der Frist absenden. Den Eingang bestätigen wir sofort per E-Mail.</p>
<h2>Was dann geschieht</h2>
<ul>
<li>Wir erstatten alles, was Sie gezahlt haben, einschließlich des günstigsten Standardversands, binnen vierzehn Tagen nach Ihrer Mitteilung und auf demselben Zahlungsweg.</li>
<li>Wir dürfen warten, bis die Ware zurück ist oder Sie nachweisen, dass sie abgeschickt wurde.</li>
<li>Schicken Sie die Ware binnen vierzehn Tagen nach Ihrer Mitteilung zurück. Aus der EU zahlen wir die Rücksendung; das Etikett finden Sie bei Ihrer Bestellung.</li>
<li>Für einen Wertverlust kommen Sie nur auf, wenn er von einem Umgang stammt, der zum Prüfen von Beschaffenheit und Funktion nicht nötig war. Einmal Tee eingießen ist in Ordnung, ein Monat Tee nicht.</li>
</ul>
<h2>Wann es kein Widerrufsrecht gibt</h2>
<p>Bei Ware, die nach Ihren Wünschen angefertigt wird, etwa eine Bank in eigener Länge. In diesem Laden kommt alles, wie gezeigt, die Ausnahme spielt also selten eine Rolle.</p>
<h2>Sechzig Tage, freiwillig</h2>
<p>Über das Gesetz hinaus nehmen wir unbenutzte Ware sechzig Tage ab Lieferung zurück, innerhalb der EU auf unsere Kosten. Ihr gesetzliches Recht bleibt davon unberührt.</p>
<h2>Formular zum Abschreiben</h2>
<p>Nur ausfüllen und zurücksenden, wenn Sie widerrufen möchten.</p>
<ul>
<li>An Agora Alltagsdinge GmbH, Kranichtwiete 7, 20457 Hamburg, returns@agora.example:</li>
<li>Hiermit widerrufe(n) ich/wir den von mir/uns geschlossenen Vertrag über folgende Waren:</li>
<li>Bestellt am / erhalten am:</li>
<li>Name der Verbraucherin / des Verbrauchers:</li>
<li>Anschrift der Verbraucherin / des Verbrauchers:</li>
<li>Datum, auf Papier mit Unterschrift:</li>
</ul>`,
    },
  },
];

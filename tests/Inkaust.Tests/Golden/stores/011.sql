-- What a program of schema 011 left behind, made by that program itself on a local KSeF: a company with certificates, a token, rights and authorities,
-- announcements, and an invoice in every state. In 011.ksef.json stands that KSeF as it was then (127.0.0.1:11111 is its address), in
-- 011.answers.json what the program said of all this. Never rewritten: a later schema gets files of its own.
INSERT INTO company (nip, name, address, environment, added_at) VALUES ('5260001246', 'Atrament i Pióro sp. z o.o.', 'ul. Piękna 7/3, 00-539 Warszawa', 'http://127.0.0.1:11111', '2026-12-09T11:00:00.499Z');
INSERT INTO certificate (id, company, kind, name, sealed_key, public_key, requested_at, serial, certificate, valid_from, valid_to) VALUES (1, '5260001246', 'seal', 'self-signed seal', X'a6e9f9d13673a31a1ef7abce471a428929976523834826d6a701848da3fde724895c6b867c11bcbf7137b9f81d4100bb2d5907414cb6dfaa47e0c5dc5ed60c6a10b3d244452502fc681a2da578f16b58745b6019d7f92335a7c1f58bbea98b4d81e2da789576d8525f0af1923b18c09ffb395e03a260866976713c19de8b4a4869d7e69c14945ac52611b20de81ff913d22d76116e3152ce8f35b56f76c1e374c1e21188ed57', X'3059301306072a8648ce3d020106082a8648ce3d03010703420004518ab825d7b06b6fcadf982d178b96dfbba60f0b2d9b6663b00a70d863eb608af460824bbfac346c765a4a149f58b945efeb34117969d3d35f0e11a188d826e7', '2026-12-09T11:00:02.581Z', '7019DE905E23CF32', X'308201f43082019aa00302010202087019de905e23cf32300a06082a8648ce3d0403023076310b300906035504061302504c31253023060355040a0c1c417472616d656e742069205069c3b3726f2073702e207a206f2e6f2e3119301706035504610c10564154504c2d353236303030313234363125302306035504030c1c417472616d656e742069205069c3b3726f2073702e207a206f2e6f2e301e170d3236313230393039353930325a170d3238313230393131303030325a3076310b300906035504061302504c31253023060355040a0c1c417472616d656e742069205069c3b3726f2073702e207a206f2e6f2e3119301706035504610c10564154504c2d353236303030313234363125302306035504030c1c417472616d656e742069205069c3b3726f2073702e207a206f2e6f2e3059301306072a8648ce3d020106082a8648ce3d03010703420004518ab825d7b06b6fcadf982d178b96dfbba60f0b2d9b6663b00a70d863eb608af460824bbfac346c765a4a149f58b945efeb34117969d3d35f0e11a188d826e7a3123010300e0603551d0f0101ff040403020780300a06082a8648ce3d0403020348003045022059bf1503ecffd44cc272a9050161947a414b47cb9ccea6eea35a69801c1ad727022100f8ef18acafd87825c2069df9ce9365879f568e5024e629f911209308f7bc6517', '2026-12-09T09:59:02.000Z', '2028-12-09T11:00:02.000Z');
INSERT INTO certificate (id, company, kind, name, sealed_key, public_key, requested_at, enrolment, serial, certificate, valid_from, valid_to, status, status_at) VALUES (2, '5260001246', 'authentication', 'Inkaust uwierzytelnianie', X'387f028a7d877c6e897ab23a793af05435f8ae21c6cb9dca02aed1e5de00bfeba28a6353fa0fa519775ae798a5614fd9486d23b3072ac0d9414dd407d7e535aa601119c760d57760860dffe95650a5428aa502fe74b250dd81c41870df41ad2eeaa27aba387d2a7f16202ed616c2ce70b480d28d6458af440120692c279c624fab59222b167f63a301cae6ef88360fef691880a6920686530ab26598c9fd0952a6374641c0be', X'3059301306072a8648ce3d020106082a8648ce3d030107034200047184b021a54427aca2ce129beb6b97f8495f9aabca617335b37b4b6bab1835566137550a84775545e1f7407aaa6b00947aef229ad4d0ad964f00cf4d530fd653', '2026-12-09T11:00:03.688Z', '20261209-CE-CEDACB1A0D-5D91F4E536-69', '0190B70A344767A9', X'308201e030820187a00302010202080190b70a344767a9300a06082a8648ce3d0403023055310b300906035504061302504c312a3028060355040b132162657a206d6f637920707261776e656a202d206e6f206c6567616c20666f726365311a3018060355040313114c6f6b616c6e79204b536546202d204341301e170d3236313230393131303030335a170d3238313230393131303030335a3076310b300906035504061302504c31253023060355040a0c1c417472616d656e742069205069c3b3726f2073702e207a206f2e6f2e3119301706035504610c10564154504c2d353236303030313234363125302306035504030c1c417472616d656e742069205069c3b3726f2073702e207a206f2e6f2e3059301306072a8648ce3d020106082a8648ce3d030107034200047184b021a54427aca2ce129beb6b97f8495f9aabca617335b37b4b6bab1835566137550a84775545e1f7407aaa6b00947aef229ad4d0ad964f00cf4d530fd653a320301e300c0603551d130101ff04023000300e0603551d0f0101ff040403020780300a06082a8648ce3d0403020347003044022063fa7e2999dd65f65441c473d0fec17fe32eeaf4dfe676ebcbbb62850a94600b022015e039e2f4e44185d9f2e73b7396cf9390b286e44fb380684531c942241fcc99', '2026-12-09T11:00:03.000Z', '2028-12-09T11:00:03.000Z', 'Active', '2026-12-09T12:25:08.809Z');
INSERT INTO certificate (id, company, kind, name, sealed_key, public_key, requested_at, enrolment, serial, certificate, valid_from, valid_to, status, status_at) VALUES (3, '5260001246', 'offline', 'Inkaust offline', X'994285fa0c7391331ec87e3c403fe7277e246a651fa8725455fd982f5b5fa7caa06b25c16e7c5b83014fb72aa51de554041b0d5bd6d6ad2995d93a9674be207981d1580956b182be5377ee1551e2f41a16bc7b59fe53dd240a313dccee4e747d0689f874d7ab2c140dce502c0ed041a92c50c114cf14cae580dba70723b00991fdb53e8f366aef1a3564f6e11d89d6fb322790ca2046edd0b00f86a090cbbb2386d1f23fe9d1', X'3059301306072a8648ce3d020106082a8648ce3d0301070342000400d700f20a814f9516003f0bef486cd7c697ef401bd5fd267410b9db851348a7b5f9e688ae1fe1a378d7154a54d3914885fcfe36885ca62119f4ab2eb42461a5', '2026-12-09T11:00:04.201Z', '20261209-CE-3F48985862-8274CDDA2E-B6', '01B39C401CD560F4', X'308201e130820187a003020102020801b39c401cd560f4300a06082a8648ce3d0403023055310b300906035504061302504c312a3028060355040b132162657a206d6f637920707261776e656a202d206e6f206c6567616c20666f726365311a3018060355040313114c6f6b616c6e79204b536546202d204341301e170d3236313230393131303030345a170d3238313230393131303030345a3076310b300906035504061302504c31253023060355040a0c1c417472616d656e742069205069c3b3726f2073702e207a206f2e6f2e3119301706035504610c10564154504c2d353236303030313234363125302306035504030c1c417472616d656e742069205069c3b3726f2073702e207a206f2e6f2e3059301306072a8648ce3d020106082a8648ce3d0301070342000400d700f20a814f9516003f0bef486cd7c697ef401bd5fd267410b9db851348a7b5f9e688ae1fe1a378d7154a54d3914885fcfe36885ca62119f4ab2eb42461a5a320301e300c0603551d130101ff04023000300e0603551d0f0101ff040403020640300a06082a8648ce3d040302034800304502204f4b84e6f71313e2b6ddeffcdbba6a85e0194bf22e3c210ed73bffed98ad4222022100cf8eed8b97ff323e13a248d304c7f45499bdf58c61be8e39a516ba062970e844', '2026-12-09T11:00:04.000Z', '2028-12-09T11:00:04.000Z', 'Active', '2026-12-09T12:25:08.809Z');
INSERT INTO session_upo (id, session, reference, content) VALUES (1, '20261209-SO-FE04EDC96A-DA47EB6CEF-A5', '20261209-EU-1DFD4D0841-2F6788A1FF-30', CAST('<?xml version="1.0" encoding="utf-8"?><Potwierdzenie xmlns="http://upo.schematy.mf.gov.pl/KSeF/v4-3"><NazwaPodmiotuPrzyjmujacego>Lokalny KSeF - środowisko bez mocy prawnej</NazwaPodmiotuPrzyjmujacego><NumerReferencyjnySesji>20261209-SO-FE04EDC96A-DA47EB6CEF-A5</NumerReferencyjnySesji><Uwierzytelnienie><IdKontekstu><Nip>5260001246</Nip></IdKontekstu><SkrotDokumentuUwierzytelniajacego>gN3Xg9eMivd6reI6k3YDZNpQTSsXf5fRrUgp2IC5L4c=</SkrotDokumentuUwierzytelniajacego></Uwierzytelnienie><OpisPotwierdzenia><Strona>1</Strona><LiczbaStron>1</LiczbaStron><ZakresDokumentowOd>1</ZakresDokumentowOd><ZakresDokumentowDo>3</ZakresDokumentowDo><CalkowitaLiczbaDokumentow>2</CalkowitaLiczbaDokumentow></OpisPotwierdzenia><NazwaStrukturyLogicznej>Schemat_FA(3)_v1-0E.xsd</NazwaStrukturyLogicznej><KodFormularza>FA (3)</KodFormularza><Dokument><NipSprzedawcy>5260001246</NipSprzedawcy><NumerKSeFDokumentu>5260001246-20261209-EB1C131D6388-F8</NumerKSeFDokumentu><NumerFaktury>FV/3/2026</NumerFaktury><DataWystawieniaFaktury>2026-12-09</DataWystawieniaFaktury><DataPrzeslaniaDokumentu>2026-12-09T12:00:07.239+01:00</DataPrzeslaniaDokumentu><DataNadaniaNumeruKSeF>2026-12-09T12:00:07.240+01:00</DataNadaniaNumeruKSeF><SkrotDokumentu>nhCWHz91f+RIWRcO4Mb5UsaL4JJEuIlOULf2vymoz/E=</SkrotDokumentu><TrybWysylki>Offline</TrybWysylki></Dokument><Dokument><NipSprzedawcy>5260001246</NipSprzedawcy><NumerKSeFDokumentu>5260001246-20261209-DCB3CD50391D-52</NumerKSeFDokumentu><NumerFaktury>FV/4/2026</NumerFaktury><DataWystawieniaFaktury>2026-12-09</DataWystawieniaFaktury><DataPrzeslaniaDokumentu>2026-12-09T12:00:07.249+01:00</DataPrzeslaniaDokumentu><DataNadaniaNumeruKSeF>2026-12-09T12:00:07.260+01:00</DataNadaniaNumeruKSeF><SkrotDokumentu>Y85ye/XnbzNb3juQmbO2WLlZLdisufTx10hOidQPyHc=</SkrotDokumentu><TrybWysylki>Offline</TrybWysylki></Dokument><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#" /><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256" /><ds:Reference URI=""><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature" /><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#" /></ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256" /><ds:DigestValue>R3GIEoJczPXlhJzB26X6kDp5RjLqQybQe+rM+HKWEOI=</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>kV8Ublr1EihWvTkiBAfRDNmoPu145gZc2eW5Y8XHc2NNrpOfOF1OOAc2ie/fZh9IWrUlhPrnLj0YHcvhowPhwA==</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>MIIBwjCCAWmgAwIBAgIIAVz/0JWUtYIwCgYIKoZIzj0EAwIwVTELMAkGA1UEBhMCUEwxKjAoBgNVBAsTIWJleiBtb2N5IHByYXduZWogLSBubyBsZWdhbCBmb3JjZTEaMBgGA1UEAxMRTG9rYWxueSBLU2VGIC0gQ0EwIBcNOTkwMTAxMDAwMDAwWhgPMjIwMDAxMDEwMDAwMDBaMFYxCzAJBgNVBAYTAlBMMSowKAYDVQQLEyFiZXogbW9jeSBwcmF3bmVqIC0gbm8gbGVnYWwgZm9yY2UxGzAZBgNVBAMTEkxva2FsbnkgS1NlRiAtIFVQTzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABAppDL7rTKGdHg3WVYSAztkEwFRuOjgplcITHnN9cSAVDvdnnm2sNhDjkF5J0uz4NJ5XzWjyIQ7wOnBNjZ/NmRyjIDAeMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgbAMAoGCCqGSM49BAMCA0cAMEQCIFxGypnXrSiIfnee6dEU/ADhVw9XsmlIP2xfhWAm5htfAiA9cwOSaOahGZ6TW6EbTy7E3beTID+yAAiXqbBvGyBRPA==</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature></Potwierdzenie>' AS BLOB));
INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, currency, gross, mode, mode_reason, hash, xml, kod_i, deadline, deadline_facts, state, state_facts, ksef_number, upo, mode_evidence, size, has_attachment, counted_by) VALUES (1, '5260001246', 'http://127.0.0.1:11111', 'VAT', 'FV/1/2026', '2026-12-09', '2026-12-09T11:00:05.385Z', 'Zofia Żółć', 'PLN', '123.00', 'online', 'KSeF answers: online (art. 106na)', 'vuTD0u-Rf1g4QtDMSjH8c2y28o4wGLxQwL2FcTqtlWQ', CAST('<?xml version="1.0" encoding="utf-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek>
    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
    <WariantFormularza>3</WariantFormularza>
    <DataWytworzeniaFa>2026-12-09T11:00:04Z</DataWytworzeniaFa>
    <SystemInfo>Inkaust</SystemInfo>
  </Naglowek>
  <Podmiot1>
    <DaneIdentyfikacyjne>
      <NIP>5260001246</NIP>
      <Nazwa>Atrament i Pióro sp. z o.o.</Nazwa>
    </DaneIdentyfikacyjne>
    <Adres>
      <KodKraju>PL</KodKraju>
      <AdresL1>ul. Piękna 7/3</AdresL1>
      <AdresL2>00-539 Warszawa</AdresL2>
    </Adres>
  </Podmiot1>
  <Podmiot2>
    <DaneIdentyfikacyjne>
      <BrakID>1</BrakID>
      <Nazwa>Zofia Żółć</Nazwa>
    </DaneIdentyfikacyjne>
    <JST>2</JST>
    <GV>2</GV>
  </Podmiot2>
  <Fa>
    <KodWaluty>PLN</KodWaluty>
    <P_1>2026-12-09</P_1>
    <P_2>FV/1/2026</P_2>
    <P_13_1>100.00</P_13_1>
    <P_14_1>23.00</P_14_1>
    <P_15>123.00</P_15>
    <Adnotacje>
      <P_16>2</P_16>
      <P_17>2</P_17>
      <P_18>2</P_18>
      <P_18A>2</P_18A>
      <Zwolnienie>
        <P_19N>1</P_19N>
      </Zwolnienie>
      <NoweSrodkiTransportu>
        <P_22N>1</P_22N>
      </NoweSrodkiTransportu>
      <P_23>2</P_23>
      <PMarzy>
        <P_PMarzyN>1</P_PMarzyN>
      </PMarzy>
    </Adnotacje>
    <RodzajFaktury>VAT</RodzajFaktury>
    <FaWiersz>
      <NrWierszaFa>1</NrWierszaFa>
      <P_7>Kałamarz</P_7>
      <P_8A>szt.</P_8A>
      <P_8B>1</P_8B>
      <P_9A>100.00</P_9A>
      <P_11>100.00</P_11>
      <P_12>23</P_12>
    </FaWiersz>
  </Fa>
</Faktura>' AS BLOB), 'http://127.0.0.1:11111/qr/invoice/5260001246/09-12-2026/vuTD0u-Rf1g4QtDMSjH8c2y28o4wGLxQwL2FcTqtlWQ', '2026-12-10', '{"Duty":0,"Date":"2026-12-10","Basis":"106nda","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"Wys\u0142ana p\u00F3\u017Aniej ni\u017C tego dnia jest faktur\u0105 offline24 (art. 106nda ust. 16); bezpiecznie liczy si\u0119 jej ten sam termin.","En":"Sent later than on that day it is an offline24 invoice (art. 106nda ust. 16); to be safe the same term is counted."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."}],"Target":"2026-12-09","LiftedBy":null}', 'accepted', '{"state":"accepted","ksefNumber":"5260001246-20261209-B763D2460315-71","acceptedAt":"2026-12-09T11:00:05.996766+00:00","session":"20261209-SO-FD51CE7CC8-138D16CD6D-A2","reference":"20261209-EE-22F13E9763-257AB3F47B-40","sentAt":"2026-12-09T11:00:05.9396004+00:00"}', '5260001246-20261209-B763D2460315-71', CAST('<?xml version="1.0" encoding="utf-8"?><Potwierdzenie xmlns="http://upo.schematy.mf.gov.pl/KSeF/v4-3"><NazwaPodmiotuPrzyjmujacego>Lokalny KSeF - środowisko bez mocy prawnej</NazwaPodmiotuPrzyjmujacego><NumerReferencyjnySesji>20261209-SO-FD51CE7CC8-138D16CD6D-A2</NumerReferencyjnySesji><Uwierzytelnienie><IdKontekstu><Nip>5260001246</Nip></IdKontekstu><SkrotDokumentuUwierzytelniajacego>dXAnuAhWN038hDuBKn0RWU6lwyzGh6dVN8X9X1To5BE=</SkrotDokumentuUwierzytelniajacego></Uwierzytelnienie><NazwaStrukturyLogicznej>Schemat_FA(3)_v1-0E.xsd</NazwaStrukturyLogicznej><KodFormularza>FA (3)</KodFormularza><Dokument><NipSprzedawcy>5260001246</NipSprzedawcy><NumerKSeFDokumentu>5260001246-20261209-B763D2460315-71</NumerKSeFDokumentu><NumerFaktury>FV/1/2026</NumerFaktury><DataWystawieniaFaktury>2026-12-09</DataWystawieniaFaktury><DataPrzeslaniaDokumentu>2026-12-09T12:00:05.939+01:00</DataPrzeslaniaDokumentu><DataNadaniaNumeruKSeF>2026-12-09T12:00:05.996+01:00</DataNadaniaNumeruKSeF><SkrotDokumentu>vuTD0u+Rf1g4QtDMSjH8c2y28o4wGLxQwL2FcTqtlWQ=</SkrotDokumentu><TrybWysylki>Online</TrybWysylki></Dokument><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#" /><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256" /><ds:Reference URI=""><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature" /><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#" /></ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256" /><ds:DigestValue>swBbHu7x2DRdPu+yafQI3iR5hX3I/t/83INZ7dY4Op4=</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>pNgFhmbDEWYi+CB5TT+m8/3Ntyktf5+aJH8oh/wABzt21y2qGdO/ht6VoYxqG5kWumKLJ/9Tt75VxsGUh056SQ==</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>MIIBwjCCAWmgAwIBAgIIAVz/0JWUtYIwCgYIKoZIzj0EAwIwVTELMAkGA1UEBhMCUEwxKjAoBgNVBAsTIWJleiBtb2N5IHByYXduZWogLSBubyBsZWdhbCBmb3JjZTEaMBgGA1UEAxMRTG9rYWxueSBLU2VGIC0gQ0EwIBcNOTkwMTAxMDAwMDAwWhgPMjIwMDAxMDEwMDAwMDBaMFYxCzAJBgNVBAYTAlBMMSowKAYDVQQLEyFiZXogbW9jeSBwcmF3bmVqIC0gbm8gbGVnYWwgZm9yY2UxGzAZBgNVBAMTEkxva2FsbnkgS1NlRiAtIFVQTzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABAppDL7rTKGdHg3WVYSAztkEwFRuOjgplcITHnN9cSAVDvdnnm2sNhDjkF5J0uz4NJ5XzWjyIQ7wOnBNjZ/NmRyjIDAeMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgbAMAoGCCqGSM49BAMCA0cAMEQCIFxGypnXrSiIfnee6dEU/ADhVw9XsmlIP2xfhWAm5htfAiA9cwOSaOahGZ6TW6EbTy7E3beTID+yAAiXqbBvGyBRPA==</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature></Potwierdzenie>' AS BLOB), '{"Silence":null,"Presence":{"Answers":true,"Since":"2026-12-09T11:00:05.3793408+00:00","AskedAt":"2026-12-09T11:00:05.3793408+00:00","Words":null},"Certificate":null,"BuyerTold":null,"Latarnia":{"State":"Available","ReadAt":"2026-12-09T11:00:05.309+00:00"},"EventId":null,"Messages":[],"MessageHashes":[],"BipReference":null}', 1608, 0, 'aa8b1548fc1264243a0c6adef97c177d');
INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, buyer_nip, currency, gross, mode, mode_reason, hash, xml, kod_i, kod_ii, certificate, deadline, deadline_facts, state, state_facts, ksef_number, upo, mode_evidence, size, has_attachment, counted_by) VALUES (2, '5260001246', 'http://127.0.0.1:11111', 'VAT', 'FV/2/2026', '2026-12-09', '2026-12-09T11:00:05.550Z', 'Piekarnia', '6712345098', 'PLN', '123.00', 'offline24', 'offline24 as asked for (art. 106nda)', 'bsdAnGjZLWKf8POLAq95GDkrOQ3UQB4Xs1-lCW3J8Gc', CAST('<?xml version="1.0" encoding="utf-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek>
    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
    <WariantFormularza>3</WariantFormularza>
    <DataWytworzeniaFa>2026-12-09T11:00:05Z</DataWytworzeniaFa>
    <SystemInfo>Inkaust</SystemInfo>
  </Naglowek>
  <Podmiot1>
    <DaneIdentyfikacyjne>
      <NIP>5260001246</NIP>
      <Nazwa>Atrament i Pióro sp. z o.o.</Nazwa>
    </DaneIdentyfikacyjne>
    <Adres>
      <KodKraju>PL</KodKraju>
      <AdresL1>ul. Piękna 7/3</AdresL1>
      <AdresL2>00-539 Warszawa</AdresL2>
    </Adres>
  </Podmiot1>
  <Podmiot2>
    <DaneIdentyfikacyjne>
      <NIP>6712345098</NIP>
      <Nazwa>Piekarnia</Nazwa>
    </DaneIdentyfikacyjne>
    <Adres>
      <KodKraju>PL</KodKraju>
      <AdresL1>ul. Młyńska 7</AdresL1>
      <AdresL2>61-730 Poznań</AdresL2>
    </Adres>
    <JST>2</JST>
    <GV>2</GV>
  </Podmiot2>
  <Fa>
    <KodWaluty>PLN</KodWaluty>
    <P_1>2026-12-09</P_1>
    <P_2>FV/2/2026</P_2>
    <P_13_1>100.00</P_13_1>
    <P_14_1>23.00</P_14_1>
    <P_15>123.00</P_15>
    <Adnotacje>
      <P_16>2</P_16>
      <P_17>2</P_17>
      <P_18>2</P_18>
      <P_18A>2</P_18A>
      <Zwolnienie>
        <P_19N>1</P_19N>
      </Zwolnienie>
      <NoweSrodkiTransportu>
        <P_22N>1</P_22N>
      </NoweSrodkiTransportu>
      <P_23>2</P_23>
      <PMarzy>
        <P_PMarzyN>1</P_PMarzyN>
      </PMarzy>
    </Adnotacje>
    <RodzajFaktury>VAT</RodzajFaktury>
    <FaWiersz>
      <NrWierszaFa>1</NrWierszaFa>
      <P_7>Kałamarz</P_7>
      <P_8A>szt.</P_8A>
      <P_8B>1</P_8B>
      <P_9A>100.00</P_9A>
      <P_11>100.00</P_11>
      <P_12>23</P_12>
    </FaWiersz>
  </Fa>
</Faktura>' AS BLOB), 'http://127.0.0.1:11111/qr/invoice/5260001246/09-12-2026/bsdAnGjZLWKf8POLAq95GDkrOQ3UQB4Xs1-lCW3J8Gc', 'http://127.0.0.1:11111/qr/certificate/Nip/5260001246/5260001246/01B39C401CD560F4/bsdAnGjZLWKf8POLAq95GDkrOQ3UQB4Xs1-lCW3J8Gc/ua93-KVPUZyqZ3Apc10aKcNlDAdBy2mbjIzL1d6ZEFiiInTdokMY8hKaYSj8FmprDQvHUWGBAajPhHNt0VieVA', '01B39C401CD560F4', '2026-12-10', '{"Duty":0,"Date":"2026-12-10","Basis":"106nda","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."}],"Target":"2026-12-09","LiftedBy":null}', 'accepted', '{"state":"accepted","ksefNumber":"5260001246-20261209-CDB0DCC909F6-8E","acceptedAt":"2026-12-09T11:00:05.9853616+00:00","session":"20261209-SO-FD51CE7CC8-138D16CD6D-A2","reference":"20261209-EE-9205ABEBFF-16D3DE19F8-D4","sentAt":"2026-12-09T11:00:05.977257+00:00"}', '5260001246-20261209-CDB0DCC909F6-8E', CAST('<?xml version="1.0" encoding="utf-8"?><Potwierdzenie xmlns="http://upo.schematy.mf.gov.pl/KSeF/v4-3"><NazwaPodmiotuPrzyjmujacego>Lokalny KSeF - środowisko bez mocy prawnej</NazwaPodmiotuPrzyjmujacego><NumerReferencyjnySesji>20261209-SO-FD51CE7CC8-138D16CD6D-A2</NumerReferencyjnySesji><Uwierzytelnienie><IdKontekstu><Nip>5260001246</Nip></IdKontekstu><SkrotDokumentuUwierzytelniajacego>dXAnuAhWN038hDuBKn0RWU6lwyzGh6dVN8X9X1To5BE=</SkrotDokumentuUwierzytelniajacego></Uwierzytelnienie><NazwaStrukturyLogicznej>Schemat_FA(3)_v1-0E.xsd</NazwaStrukturyLogicznej><KodFormularza>FA (3)</KodFormularza><Dokument><NipSprzedawcy>5260001246</NipSprzedawcy><NumerKSeFDokumentu>5260001246-20261209-CDB0DCC909F6-8E</NumerKSeFDokumentu><NumerFaktury>FV/2/2026</NumerFaktury><DataWystawieniaFaktury>2026-12-09</DataWystawieniaFaktury><DataPrzeslaniaDokumentu>2026-12-09T12:00:05.977+01:00</DataPrzeslaniaDokumentu><DataNadaniaNumeruKSeF>2026-12-09T12:00:05.985+01:00</DataNadaniaNumeruKSeF><SkrotDokumentu>bsdAnGjZLWKf8POLAq95GDkrOQ3UQB4Xs1+lCW3J8Gc=</SkrotDokumentu><TrybWysylki>Offline</TrybWysylki></Dokument><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#" /><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256" /><ds:Reference URI=""><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature" /><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#" /></ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256" /><ds:DigestValue>PI+WR4GgtIu4lhj7Mr+TKhzRfLNoRds5EoJ4TbV6zP0=</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>lkAWHQO24+eMzrUVhAprmsIcjgAUHq6W2DoZvf350lNM7512o7/VaV7ENGAX2tEXyIfMidsv8HFwV1kpazMFWQ==</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>MIIBwjCCAWmgAwIBAgIIAVz/0JWUtYIwCgYIKoZIzj0EAwIwVTELMAkGA1UEBhMCUEwxKjAoBgNVBAsTIWJleiBtb2N5IHByYXduZWogLSBubyBsZWdhbCBmb3JjZTEaMBgGA1UEAxMRTG9rYWxueSBLU2VGIC0gQ0EwIBcNOTkwMTAxMDAwMDAwWhgPMjIwMDAxMDEwMDAwMDBaMFYxCzAJBgNVBAYTAlBMMSowKAYDVQQLEyFiZXogbW9jeSBwcmF3bmVqIC0gbm8gbGVnYWwgZm9yY2UxGzAZBgNVBAMTEkxva2FsbnkgS1NlRiAtIFVQTzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABAppDL7rTKGdHg3WVYSAztkEwFRuOjgplcITHnN9cSAVDvdnnm2sNhDjkF5J0uz4NJ5XzWjyIQ7wOnBNjZ/NmRyjIDAeMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgbAMAoGCCqGSM49BAMCA0cAMEQCIFxGypnXrSiIfnee6dEU/ADhVw9XsmlIP2xfhWAm5htfAiA9cwOSaOahGZ6TW6EbTy7E3beTID+yAAiXqbBvGyBRPA==</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature></Potwierdzenie>' AS BLOB), '{"Silence":null,"Presence":{"Answers":true,"Since":"2026-12-09T11:00:05.379+00:00","AskedAt":"2026-12-09T11:00:05.379+00:00","Words":null},"Certificate":{"Serial":"01B39C401CD560F4","ValidTo":"2028-12-09T11:00:04+00:00","Status":"Active","StatusAt":"2026-12-09T11:00:04.26+00:00","Permissions":["Owner"],"PermissionsAt":"2026-12-09T11:00:04.395+00:00"},"BuyerTold":null,"Latarnia":{"State":"Available","ReadAt":"2026-12-09T11:00:05.309+00:00"},"EventId":null,"Messages":[],"MessageHashes":[],"BipReference":null}', 1742, 0, 'aa8b1548fc1264243a0c6adef97c177d');
INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, currency, gross, mode, mode_reason, hash, xml, kod_i, kod_ii, certificate, deadline, deadline_facts, state, state_facts, ksef_number, mode_evidence, session_upo, size, has_attachment, counted_by) VALUES (3, '5260001246', 'http://127.0.0.1:11111', 'VAT', 'FV/3/2026', '2026-12-09', '2026-12-09T11:00:07.098Z', 'Zofia Żółć', 'PLN', '123.00', 'offline24', 'offline24 as asked for (art. 106nda)', 'nhCWHz91f-RIWRcO4Mb5UsaL4JJEuIlOULf2vymoz_E', CAST('<?xml version="1.0" encoding="utf-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek>
    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
    <WariantFormularza>3</WariantFormularza>
    <DataWytworzeniaFa>2026-12-09T11:00:07Z</DataWytworzeniaFa>
    <SystemInfo>Inkaust</SystemInfo>
  </Naglowek>
  <Podmiot1>
    <DaneIdentyfikacyjne>
      <NIP>5260001246</NIP>
      <Nazwa>Atrament i Pióro sp. z o.o.</Nazwa>
    </DaneIdentyfikacyjne>
    <Adres>
      <KodKraju>PL</KodKraju>
      <AdresL1>ul. Piękna 7/3</AdresL1>
      <AdresL2>00-539 Warszawa</AdresL2>
    </Adres>
  </Podmiot1>
  <Podmiot2>
    <DaneIdentyfikacyjne>
      <BrakID>1</BrakID>
      <Nazwa>Zofia Żółć</Nazwa>
    </DaneIdentyfikacyjne>
    <JST>2</JST>
    <GV>2</GV>
  </Podmiot2>
  <Fa>
    <KodWaluty>PLN</KodWaluty>
    <P_1>2026-12-09</P_1>
    <P_2>FV/3/2026</P_2>
    <P_13_1>100.00</P_13_1>
    <P_14_1>23.00</P_14_1>
    <P_15>123.00</P_15>
    <Adnotacje>
      <P_16>2</P_16>
      <P_17>2</P_17>
      <P_18>2</P_18>
      <P_18A>2</P_18A>
      <Zwolnienie>
        <P_19N>1</P_19N>
      </Zwolnienie>
      <NoweSrodkiTransportu>
        <P_22N>1</P_22N>
      </NoweSrodkiTransportu>
      <P_23>2</P_23>
      <PMarzy>
        <P_PMarzyN>1</P_PMarzyN>
      </PMarzy>
    </Adnotacje>
    <RodzajFaktury>VAT</RodzajFaktury>
    <FaWiersz>
      <NrWierszaFa>1</NrWierszaFa>
      <P_7>Kałamarz</P_7>
      <P_8A>szt.</P_8A>
      <P_8B>1</P_8B>
      <P_9A>100.00</P_9A>
      <P_11>100.00</P_11>
      <P_12>23</P_12>
    </FaWiersz>
  </Fa>
</Faktura>' AS BLOB), 'http://127.0.0.1:11111/qr/invoice/5260001246/09-12-2026/nhCWHz91f-RIWRcO4Mb5UsaL4JJEuIlOULf2vymoz_E', 'http://127.0.0.1:11111/qr/certificate/Nip/5260001246/5260001246/01B39C401CD560F4/nhCWHz91f-RIWRcO4Mb5UsaL4JJEuIlOULf2vymoz_E/oW6yIdu0jAJO1vDX5XxC_JpZM7uS0lrhnUuNFFFcEsIZG2iG2j7sU0gsvwn110pN3vRlo1c0fJ-znEPYTLIUyg', '01B39C401CD560F4', '2026-12-10', '{"Duty":0,"Date":"2026-12-10","Basis":"106nda","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."}],"Target":"2026-12-09","LiftedBy":null}', 'accepted', '{"state":"accepted","ksefNumber":"5260001246-20261209-EB1C131D6388-F8","acceptedAt":"2026-12-09T11:00:07.2401686+00:00","session":"20261209-SO-FE04EDC96A-DA47EB6CEF-A5","reference":"20261209-EE-507F0E1411-94D868634D-FD","sentAt":"2026-12-09T11:00:07.2392617+00:00"}', '5260001246-20261209-EB1C131D6388-F8', '{"Silence":null,"Presence":{"Answers":true,"Since":"2026-12-09T11:00:05.379+00:00","AskedAt":"2026-12-09T11:00:05.379+00:00","Words":null},"Certificate":{"Serial":"01B39C401CD560F4","ValidTo":"2028-12-09T11:00:04+00:00","Status":"Active","StatusAt":"2026-12-09T11:00:04.26+00:00","Permissions":["Owner"],"PermissionsAt":"2026-12-09T11:00:04.395+00:00"},"BuyerTold":null,"Latarnia":{"State":"Available","ReadAt":"2026-12-09T11:00:05.309+00:00"},"EventId":null,"Messages":[],"MessageHashes":[],"BipReference":null}', 1, 1608, 0, '');
INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, currency, gross, mode, mode_reason, hash, xml, kod_i, kod_ii, certificate, deadline, deadline_facts, state, state_facts, ksef_number, mode_evidence, session_upo, size, has_attachment, counted_by) VALUES (4, '5260001246', 'http://127.0.0.1:11111', 'VAT', 'FV/4/2026', '2026-12-09', '2026-12-09T11:00:07.127Z', 'Zofia Żółć', 'PLN', '123.00', 'offline24', 'offline24 as asked for (art. 106nda)', 'Y85ye_XnbzNb3juQmbO2WLlZLdisufTx10hOidQPyHc', CAST('<?xml version="1.0" encoding="utf-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek>
    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
    <WariantFormularza>3</WariantFormularza>
    <DataWytworzeniaFa>2026-12-09T11:00:07Z</DataWytworzeniaFa>
    <SystemInfo>Inkaust</SystemInfo>
  </Naglowek>
  <Podmiot1>
    <DaneIdentyfikacyjne>
      <NIP>5260001246</NIP>
      <Nazwa>Atrament i Pióro sp. z o.o.</Nazwa>
    </DaneIdentyfikacyjne>
    <Adres>
      <KodKraju>PL</KodKraju>
      <AdresL1>ul. Piękna 7/3</AdresL1>
      <AdresL2>00-539 Warszawa</AdresL2>
    </Adres>
  </Podmiot1>
  <Podmiot2>
    <DaneIdentyfikacyjne>
      <BrakID>1</BrakID>
      <Nazwa>Zofia Żółć</Nazwa>
    </DaneIdentyfikacyjne>
    <JST>2</JST>
    <GV>2</GV>
  </Podmiot2>
  <Fa>
    <KodWaluty>PLN</KodWaluty>
    <P_1>2026-12-09</P_1>
    <P_2>FV/4/2026</P_2>
    <P_13_1>100.00</P_13_1>
    <P_14_1>23.00</P_14_1>
    <P_15>123.00</P_15>
    <Adnotacje>
      <P_16>2</P_16>
      <P_17>2</P_17>
      <P_18>2</P_18>
      <P_18A>2</P_18A>
      <Zwolnienie>
        <P_19N>1</P_19N>
      </Zwolnienie>
      <NoweSrodkiTransportu>
        <P_22N>1</P_22N>
      </NoweSrodkiTransportu>
      <P_23>2</P_23>
      <PMarzy>
        <P_PMarzyN>1</P_PMarzyN>
      </PMarzy>
    </Adnotacje>
    <RodzajFaktury>VAT</RodzajFaktury>
    <FaWiersz>
      <NrWierszaFa>1</NrWierszaFa>
      <P_7>Kałamarz</P_7>
      <P_8A>szt.</P_8A>
      <P_8B>1</P_8B>
      <P_9A>100.00</P_9A>
      <P_11>100.00</P_11>
      <P_12>23</P_12>
    </FaWiersz>
  </Fa>
</Faktura>' AS BLOB), 'http://127.0.0.1:11111/qr/invoice/5260001246/09-12-2026/Y85ye_XnbzNb3juQmbO2WLlZLdisufTx10hOidQPyHc', 'http://127.0.0.1:11111/qr/certificate/Nip/5260001246/5260001246/01B39C401CD560F4/Y85ye_XnbzNb3juQmbO2WLlZLdisufTx10hOidQPyHc/4-hcRQuXJjAdZpGG6cZQa_J9DoIt-cYN-_TfTtAa7sIAjSYo7NNJzdEK-nzdVLHkS9o6FI9KTp2uxrHplTvA2Q', '01B39C401CD560F4', '2026-12-10', '{"Duty":0,"Date":"2026-12-10","Basis":"106nda","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."}],"Target":"2026-12-09","LiftedBy":null}', 'accepted', '{"state":"accepted","ksefNumber":"5260001246-20261209-DCB3CD50391D-52","acceptedAt":"2026-12-09T11:00:07.2600831+00:00","session":"20261209-SO-FE04EDC96A-DA47EB6CEF-A5","reference":"20261209-EE-09313B6B9C-63CF5A12F4-10","sentAt":"2026-12-09T11:00:07.2491626+00:00"}', '5260001246-20261209-DCB3CD50391D-52', '{"Silence":null,"Presence":{"Answers":true,"Since":"2026-12-09T11:00:05.379+00:00","AskedAt":"2026-12-09T11:00:05.379+00:00","Words":null},"Certificate":{"Serial":"01B39C401CD560F4","ValidTo":"2028-12-09T11:00:04+00:00","Status":"Active","StatusAt":"2026-12-09T11:00:04.26+00:00","Permissions":["Owner"],"PermissionsAt":"2026-12-09T11:00:04.395+00:00"},"BuyerTold":null,"Latarnia":{"State":"Available","ReadAt":"2026-12-09T11:00:05.309+00:00"},"EventId":null,"Messages":[],"MessageHashes":[],"BipReference":null}', 1, 1608, 0, '');
INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, currency, gross, mode, mode_reason, hash, xml, kod_i, kod_ii, certificate, deadline, deadline_facts, state, state_facts, mode_evidence, size, has_attachment, counted_by) VALUES (5, '5260001246', 'http://127.0.0.1:11111', 'VAT', 'FV/5/2026', '2026-12-09', '2026-12-09T11:00:07.479Z', 'Zofia Żółć', 'PLN', '123.00', 'offline24', 'online as asked for (art. 106na)', 'LRWih15wbwcw-geP0hjdXhd3crQ2jloc5QUcKlU2b88', CAST('<?xml version="1.0" encoding="utf-8"?>
<?inkaust technical?><Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek>
    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
    <WariantFormularza>3</WariantFormularza>
    <DataWytworzeniaFa>2026-12-09T11:00:07Z</DataWytworzeniaFa>
    <SystemInfo>Inkaust</SystemInfo>
  </Naglowek>
  <Podmiot1>
    <DaneIdentyfikacyjne>
      <NIP>5260001246</NIP>
      <Nazwa>Atrament i Pióro sp. z o.o.</Nazwa>
    </DaneIdentyfikacyjne>
    <Adres>
      <KodKraju>PL</KodKraju>
      <AdresL1>ul. Piękna 7/3</AdresL1>
      <AdresL2>00-539 Warszawa</AdresL2>
    </Adres>
  </Podmiot1>
  <Podmiot2>
    <DaneIdentyfikacyjne>
      <BrakID>1</BrakID>
      <Nazwa>Zofia Żółć</Nazwa>
    </DaneIdentyfikacyjne>
    <JST>2</JST>
    <GV>2</GV>
  </Podmiot2>
  <Fa>
    <KodWaluty>PLN</KodWaluty>
    <P_1>2026-12-09</P_1>
    <P_2>FV/5/2026</P_2>
    <P_13_1>100.00</P_13_1>
    <P_14_1>23.00</P_14_1>
    <P_15>123.00</P_15>
    <Adnotacje>
      <P_16>2</P_16>
      <P_17>2</P_17>
      <P_18>2</P_18>
      <P_18A>2</P_18A>
      <Zwolnienie>
        <P_19N>1</P_19N>
      </Zwolnienie>
      <NoweSrodkiTransportu>
        <P_22N>1</P_22N>
      </NoweSrodkiTransportu>
      <P_23>2</P_23>
      <PMarzy>
        <P_PMarzyN>1</P_PMarzyN>
      </PMarzy>
    </Adnotacje>
    <RodzajFaktury>VAT</RodzajFaktury>
    <FaWiersz>
      <NrWierszaFa>1</NrWierszaFa>
      <P_7>Kałamarz</P_7>
      <P_8A>szt.</P_8A>
      <P_8B>1</P_8B>
      <P_9A>100.00</P_9A>
      <P_11>100.00</P_11>
      <P_12>23</P_12>
    </FaWiersz>
  </Fa>
</Faktura>' AS BLOB), 'http://127.0.0.1:11111/qr/invoice/5260001246/09-12-2026/LRWih15wbwcw-geP0hjdXhd3crQ2jloc5QUcKlU2b88', 'http://127.0.0.1:11111/qr/certificate/Nip/5260001246/5260001246/01B39C401CD560F4/LRWih15wbwcw-geP0hjdXhd3crQ2jloc5QUcKlU2b88/hb5oNLEFtdjWyf5rNRFcSXxLDQVBvK76Hb8mzbtDtIwu-5JID3ag4yjrDBzsCzgmilnqtXK9Rmz1b65FO77odg', '01B39C401CD560F4', '2026-12-10', '{"Duty":0,"Date":"2026-12-10","Basis":"106nda","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"Wys\u0142ana p\u00F3\u017Aniej ni\u017C tego dnia jest faktur\u0105 offline24 (art. 106nda ust. 16); bezpiecznie liczy si\u0119 jej ten sam termin.","En":"Sent later than on that day it is an offline24 invoice (art. 106nda ust. 16); to be safe the same term is counted."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."}],"Target":"2026-12-09","LiftedBy":null}', 'technicallycorrected', '{"state":"technicallycorrected","by":6,"ksefNumber":"5260001246-20261209-3785AAC7093A-FA"}', '{"Silence":null,"Presence":null,"Certificate":null,"BuyerTold":null,"Latarnia":null,"EventId":null,"Messages":[],"MessageHashes":[],"BipReference":null}', 1608, 0, 'aa8b1548fc1264243a0c6adef97c177d');
INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, currency, gross, mode, mode_reason, hash, xml, kod_i, deadline, deadline_facts, state, state_facts, ksef_number, upo, mode_evidence, repairs, corrected_hash, size, has_attachment, counted_by) VALUES (6, '5260001246', 'http://127.0.0.1:11111', 'VAT', 'FV/5/2026', '2026-12-09', '2026-12-09T11:00:07.479Z', 'Zofia Żółć', 'PLN', '123.00', 'offline24', 'technical correction of LRWih15wbwcw-geP0hjdXhd3crQ2jloc5QUcKlU2b88; online as asked for (art. 106na)', 'XExdoEa43TZ7Xla4u_3RsXEd-m0lSqG2nMbk_5UYNnk', CAST('<?xml version="1.0" encoding="utf-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek>
    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
    <WariantFormularza>3</WariantFormularza>
    <DataWytworzeniaFa>2026-12-09T11:00:07Z</DataWytworzeniaFa>
    <SystemInfo>Inkaust</SystemInfo>
  </Naglowek>
  <Podmiot1>
    <DaneIdentyfikacyjne>
      <NIP>5260001246</NIP>
      <Nazwa>Atrament i Pióro sp. z o.o.</Nazwa>
    </DaneIdentyfikacyjne>
    <Adres>
      <KodKraju>PL</KodKraju>
      <AdresL1>ul. Piękna 7/3</AdresL1>
      <AdresL2>00-539 Warszawa</AdresL2>
    </Adres>
  </Podmiot1>
  <Podmiot2>
    <DaneIdentyfikacyjne>
      <BrakID>1</BrakID>
      <Nazwa>Zofia Żółć</Nazwa>
    </DaneIdentyfikacyjne>
    <JST>2</JST>
    <GV>2</GV>
  </Podmiot2>
  <Fa>
    <KodWaluty>PLN</KodWaluty>
    <P_1>2026-12-09</P_1>
    <P_2>FV/5/2026</P_2>
    <P_13_1>100.00</P_13_1>
    <P_14_1>23.00</P_14_1>
    <P_15>123.00</P_15>
    <Adnotacje>
      <P_16>2</P_16>
      <P_17>2</P_17>
      <P_18>2</P_18>
      <P_18A>2</P_18A>
      <Zwolnienie>
        <P_19N>1</P_19N>
      </Zwolnienie>
      <NoweSrodkiTransportu>
        <P_22N>1</P_22N>
      </NoweSrodkiTransportu>
      <P_23>2</P_23>
      <PMarzy>
        <P_PMarzyN>1</P_PMarzyN>
      </PMarzy>
    </Adnotacje>
    <RodzajFaktury>VAT</RodzajFaktury>
    <FaWiersz>
      <NrWierszaFa>1</NrWierszaFa>
      <P_7>Kałamarz</P_7>
      <P_8A>szt.</P_8A>
      <P_8B>1</P_8B>
      <P_9A>100.00</P_9A>
      <P_11>100.00</P_11>
      <P_12>23</P_12>
    </FaWiersz>
  </Fa>
</Faktura>' AS BLOB), 'http://127.0.0.1:11111/qr/invoice/5260001246/09-12-2026/XExdoEa43TZ7Xla4u_3RsXEd-m0lSqG2nMbk_5UYNnk', '2026-12-10', '{"Duty":0,"Date":"2026-12-10","Basis":"106nda","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."}],"Target":"2026-12-09","LiftedBy":null}', 'accepted', '{"state":"accepted","ksefNumber":"5260001246-20261209-3785AAC7093A-FA","acceptedAt":"2026-12-09T11:00:07.8419349+00:00","session":"20261209-SO-F8C6392D43-14B76B13D7-7A","reference":"20261209-EE-B520754901-C58262C917-90","sentAt":"2026-12-09T11:00:07.8325358+00:00"}', '5260001246-20261209-3785AAC7093A-FA', CAST('<?xml version="1.0" encoding="utf-8"?><Potwierdzenie xmlns="http://upo.schematy.mf.gov.pl/KSeF/v4-3"><NazwaPodmiotuPrzyjmujacego>Lokalny KSeF - środowisko bez mocy prawnej</NazwaPodmiotuPrzyjmujacego><NumerReferencyjnySesji>20261209-SO-F8C6392D43-14B76B13D7-7A</NumerReferencyjnySesji><Uwierzytelnienie><IdKontekstu><Nip>5260001246</Nip></IdKontekstu><SkrotDokumentuUwierzytelniajacego>dXAnuAhWN038hDuBKn0RWU6lwyzGh6dVN8X9X1To5BE=</SkrotDokumentuUwierzytelniajacego></Uwierzytelnienie><NazwaStrukturyLogicznej>Schemat_FA(3)_v1-0E.xsd</NazwaStrukturyLogicznej><KodFormularza>FA (3)</KodFormularza><Dokument><NipSprzedawcy>5260001246</NipSprzedawcy><NumerKSeFDokumentu>5260001246-20261209-3785AAC7093A-FA</NumerKSeFDokumentu><NumerFaktury>FV/5/2026</NumerFaktury><DataWystawieniaFaktury>2026-12-09</DataWystawieniaFaktury><DataPrzeslaniaDokumentu>2026-12-09T12:00:07.832+01:00</DataPrzeslaniaDokumentu><DataNadaniaNumeruKSeF>2026-12-09T12:00:07.841+01:00</DataNadaniaNumeruKSeF><SkrotDokumentu>XExdoEa43TZ7Xla4u/3RsXEd+m0lSqG2nMbk/5UYNnk=</SkrotDokumentu><TrybWysylki>Offline</TrybWysylki></Dokument><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#" /><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256" /><ds:Reference URI=""><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature" /><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#" /></ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256" /><ds:DigestValue>x4aNF/YeqidZeUcT+E+ScgPQBqJCHM9pwNip82yYpBs=</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>GON7NjiuHfk4ix73tm7Rg8sYzhSmLbqYOmXWINxS5hdL6u9iRdHs0G6mbCL9SRncJnXV88PFmnUYi7iztEO+0w==</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>MIIBwjCCAWmgAwIBAgIIAVz/0JWUtYIwCgYIKoZIzj0EAwIwVTELMAkGA1UEBhMCUEwxKjAoBgNVBAsTIWJleiBtb2N5IHByYXduZWogLSBubyBsZWdhbCBmb3JjZTEaMBgGA1UEAxMRTG9rYWxueSBLU2VGIC0gQ0EwIBcNOTkwMTAxMDAwMDAwWhgPMjIwMDAxMDEwMDAwMDBaMFYxCzAJBgNVBAYTAlBMMSowKAYDVQQLEyFiZXogbW9jeSBwcmF3bmVqIC0gbm8gbGVnYWwgZm9yY2UxGzAZBgNVBAMTEkxva2FsbnkgS1NlRiAtIFVQTzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABAppDL7rTKGdHg3WVYSAztkEwFRuOjgplcITHnN9cSAVDvdnnm2sNhDjkF5J0uz4NJ5XzWjyIQ7wOnBNjZ/NmRyjIDAeMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgbAMAoGCCqGSM49BAMCA0cAMEQCIFxGypnXrSiIfnee6dEU/ADhVw9XsmlIP2xfhWAm5htfAiA9cwOSaOahGZ6TW6EbTy7E3beTID+yAAiXqbBvGyBRPA==</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature></Potwierdzenie>' AS BLOB), '{"Silence":null,"Presence":null,"Certificate":null,"BuyerTold":null,"Latarnia":null,"EventId":null,"Messages":[],"MessageHashes":[],"BipReference":null}', 5, 'LRWih15wbwcw-geP0hjdXhd3crQ2jloc5QUcKlU2b88', 1608, 0, 'aa8b1548fc1264243a0c6adef97c177d');
INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, currency, gross, mode, mode_reason, hash, xml, kod_i, kod_ii, certificate, deadline, deadline_facts, state, state_facts, mode_evidence, size, has_attachment, counted_by) VALUES (7, '5260001246', 'http://127.0.0.1:11111', 'VAT', 'FV/6/2026', '2026-12-09', '2026-12-09T11:00:07.990Z', 'Zofia Żółć', 'PLN', '123.00', 'offline24', 'online as asked for (art. 106na)', 'bH_6QO_9HUCAOKEtSxVLmhpPaZS3_htiU5KuWEba20E', CAST('<?xml version="1.0" encoding="utf-8"?>
<?inkaust technical?><Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek>
    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
    <WariantFormularza>3</WariantFormularza>
    <DataWytworzeniaFa>2026-12-09T11:00:07Z</DataWytworzeniaFa>
    <SystemInfo>Inkaust</SystemInfo>
  </Naglowek>
  <Podmiot1>
    <DaneIdentyfikacyjne>
      <NIP>5260001246</NIP>
      <Nazwa>Atrament i Pióro sp. z o.o.</Nazwa>
    </DaneIdentyfikacyjne>
    <Adres>
      <KodKraju>PL</KodKraju>
      <AdresL1>ul. Piękna 7/3</AdresL1>
      <AdresL2>00-539 Warszawa</AdresL2>
    </Adres>
  </Podmiot1>
  <Podmiot2>
    <DaneIdentyfikacyjne>
      <BrakID>1</BrakID>
      <Nazwa>Zofia Żółć</Nazwa>
    </DaneIdentyfikacyjne>
    <JST>2</JST>
    <GV>2</GV>
  </Podmiot2>
  <Fa>
    <KodWaluty>PLN</KodWaluty>
    <P_1>2026-12-09</P_1>
    <P_2>FV/6/2026</P_2>
    <P_13_1>100.00</P_13_1>
    <P_14_1>23.00</P_14_1>
    <P_15>123.00</P_15>
    <Adnotacje>
      <P_16>2</P_16>
      <P_17>2</P_17>
      <P_18>2</P_18>
      <P_18A>2</P_18A>
      <Zwolnienie>
        <P_19N>1</P_19N>
      </Zwolnienie>
      <NoweSrodkiTransportu>
        <P_22N>1</P_22N>
      </NoweSrodkiTransportu>
      <P_23>2</P_23>
      <PMarzy>
        <P_PMarzyN>1</P_PMarzyN>
      </PMarzy>
    </Adnotacje>
    <RodzajFaktury>VAT</RodzajFaktury>
    <FaWiersz>
      <NrWierszaFa>1</NrWierszaFa>
      <P_7>Kałamarz</P_7>
      <P_8A>szt.</P_8A>
      <P_8B>1</P_8B>
      <P_9A>100.00</P_9A>
      <P_11>100.00</P_11>
      <P_12>23</P_12>
    </FaWiersz>
  </Fa>
</Faktura>' AS BLOB), 'http://127.0.0.1:11111/qr/invoice/5260001246/09-12-2026/bH_6QO_9HUCAOKEtSxVLmhpPaZS3_htiU5KuWEba20E', 'http://127.0.0.1:11111/qr/certificate/Nip/5260001246/5260001246/01B39C401CD560F4/bH_6QO_9HUCAOKEtSxVLmhpPaZS3_htiU5KuWEba20E/vegifAkewOrx-QCyKgW3OOH2xuObgeFQND9YU3Mh5XqicOom6_9J095T9ENaSHCEWeU4zHDOoIfZ4FXmq9s4Ng', '01B39C401CD560F4', '2026-12-10', '{"Duty":0,"Date":"2026-12-10","Basis":"106nda","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"Wys\u0142ana p\u00F3\u017Aniej ni\u017C tego dnia jest faktur\u0105 offline24 (art. 106nda ust. 16); bezpiecznie liczy si\u0119 jej ten sam termin.","En":"Sent later than on that day it is an offline24 invoice (art. 106nda ust. 16); to be safe the same term is counted."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."}],"Target":"2026-12-09","LiftedBy":null}', 'rejected', '{"state":"rejected","code":450,"reason":"B\u0142\u0105d weryfikacji semantyki dokumentu faktury","details":["Nieprawid\u0142owy XML","Plik zawiera instrukcj\u0119 przetwarzania."],"session":"20261209-SO-F53AE27ACC-A9D41A703B-C9"}', '{"Silence":null,"Presence":null,"Certificate":null,"BuyerTold":null,"Latarnia":null,"EventId":null,"Messages":[],"MessageHashes":[],"BipReference":null}', 1608, 0, 'aa8b1548fc1264243a0c6adef97c177d');
INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, currency, gross, mode, mode_reason, hash, xml, kod_i, deadline, deadline_facts, state, state_facts, ksef_number, upo, mode_evidence, size, has_attachment, counted_by) VALUES (8, '5260001246', 'http://127.0.0.1:11111', 'KOR', 'FV/7/2026', '2026-12-09', '2026-12-09T11:00:08.338Z', 'Zofia Żółć', 'PLN', '123.00', 'online', 'KSeF answers: online (art. 106na)', 'fopR9UJF_jeumAxmtwnfZcJAGo3N1YTYgXF2P3sVsoo', CAST('<?xml version="1.0" encoding="utf-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek>
    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
    <WariantFormularza>3</WariantFormularza>
    <DataWytworzeniaFa>2026-12-09T11:00:08Z</DataWytworzeniaFa>
    <SystemInfo>Inkaust</SystemInfo>
  </Naglowek>
  <Podmiot1>
    <DaneIdentyfikacyjne>
      <NIP>5260001246</NIP>
      <Nazwa>Atrament i Pióro sp. z o.o.</Nazwa>
    </DaneIdentyfikacyjne>
    <Adres>
      <KodKraju>PL</KodKraju>
      <AdresL1>ul. Piękna 7/3</AdresL1>
      <AdresL2>00-539 Warszawa</AdresL2>
    </Adres>
  </Podmiot1>
  <Podmiot2>
    <DaneIdentyfikacyjne>
      <BrakID>1</BrakID>
      <Nazwa>Zofia Żółć</Nazwa>
    </DaneIdentyfikacyjne>
    <JST>2</JST>
    <GV>2</GV>
  </Podmiot2>
  <Fa>
    <KodWaluty>PLN</KodWaluty>
    <P_1>2026-12-09</P_1>
    <P_2>FV/7/2026</P_2>
    <P_13_1>100.00</P_13_1>
    <P_14_1>23.00</P_14_1>
    <P_15>123.00</P_15>
    <Adnotacje>
      <P_16>2</P_16>
      <P_17>2</P_17>
      <P_18>2</P_18>
      <P_18A>2</P_18A>
      <Zwolnienie>
        <P_19N>1</P_19N>
      </Zwolnienie>
      <NoweSrodkiTransportu>
        <P_22N>1</P_22N>
      </NoweSrodkiTransportu>
      <P_23>2</P_23>
      <PMarzy>
        <P_PMarzyN>1</P_PMarzyN>
      </PMarzy>
    </Adnotacje>
    <RodzajFaktury>KOR</RodzajFaktury>
    <PrzyczynaKorekty>rabat</PrzyczynaKorekty>
    <DaneFaKorygowanej>
      <DataWystFaKorygowanej>2026-12-09</DataWystFaKorygowanej>
      <NrFaKorygowanej>FV/1/2026</NrFaKorygowanej>
      <NrKSeF>1</NrKSeF>
      <NrKSeFFaKorygowanej>5260001246-20261209-B763D2460315-71</NrKSeFFaKorygowanej>
    </DaneFaKorygowanej>
    <FaWiersz>
      <NrWierszaFa>1</NrWierszaFa>
      <P_7>Kałamarz</P_7>
      <P_8A>szt.</P_8A>
      <P_8B>1</P_8B>
      <P_9A>100.00</P_9A>
      <P_11>100.00</P_11>
      <P_12>23</P_12>
    </FaWiersz>
  </Fa>
</Faktura>' AS BLOB), 'http://127.0.0.1:11111/qr/invoice/5260001246/09-12-2026/fopR9UJF_jeumAxmtwnfZcJAGo3N1YTYgXF2P3sVsoo', '2026-12-10', '{"Duty":0,"Date":"2026-12-10","Basis":"106nda","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"Wys\u0142ana p\u00F3\u017Aniej ni\u017C tego dnia jest faktur\u0105 offline24 (art. 106nda ust. 16); bezpiecznie liczy si\u0119 jej ten sam termin.","En":"Sent later than on that day it is an offline24 invoice (art. 106nda ust. 16); to be safe the same term is counted."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."}],"Target":"2026-12-09","LiftedBy":null}', 'accepted', '{"state":"accepted","ksefNumber":"5260001246-20261209-727DD608AC51-59","acceptedAt":"2026-12-09T11:00:08.4102893+00:00","session":"20261209-SO-4D83F36D45-22CA6EA5D1-44","reference":"20261209-EE-EB70F9B92C-F09F190678-96","sentAt":"2026-12-09T11:00:08.4089852+00:00"}', '5260001246-20261209-727DD608AC51-59', CAST('<?xml version="1.0" encoding="utf-8"?><Potwierdzenie xmlns="http://upo.schematy.mf.gov.pl/KSeF/v4-3"><NazwaPodmiotuPrzyjmujacego>Lokalny KSeF - środowisko bez mocy prawnej</NazwaPodmiotuPrzyjmujacego><NumerReferencyjnySesji>20261209-SO-4D83F36D45-22CA6EA5D1-44</NumerReferencyjnySesji><Uwierzytelnienie><IdKontekstu><Nip>5260001246</Nip></IdKontekstu><SkrotDokumentuUwierzytelniajacego>dXAnuAhWN038hDuBKn0RWU6lwyzGh6dVN8X9X1To5BE=</SkrotDokumentuUwierzytelniajacego></Uwierzytelnienie><NazwaStrukturyLogicznej>Schemat_FA(3)_v1-0E.xsd</NazwaStrukturyLogicznej><KodFormularza>FA (3)</KodFormularza><Dokument><NipSprzedawcy>5260001246</NipSprzedawcy><NumerKSeFDokumentu>5260001246-20261209-727DD608AC51-59</NumerKSeFDokumentu><NumerFaktury>FV/7/2026</NumerFaktury><DataWystawieniaFaktury>2026-12-09</DataWystawieniaFaktury><DataPrzeslaniaDokumentu>2026-12-09T12:00:08.408+01:00</DataPrzeslaniaDokumentu><DataNadaniaNumeruKSeF>2026-12-09T12:00:08.410+01:00</DataNadaniaNumeruKSeF><SkrotDokumentu>fopR9UJF/jeumAxmtwnfZcJAGo3N1YTYgXF2P3sVsoo=</SkrotDokumentu><TrybWysylki>Online</TrybWysylki></Dokument><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#" /><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256" /><ds:Reference URI=""><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature" /><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#" /></ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256" /><ds:DigestValue>nb9Hq8gqIcGd778xAdX+Pne7Hdn2qSj3QvFvHBgJMwE=</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>kNJl5biUpdyJoK2rueN470/oleINM4df48Hs6D1TICgQ47hcvYtpbzhvJHgyaKpbxInB0zmTftt13m+jZELMag==</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>MIIBwjCCAWmgAwIBAgIIAVz/0JWUtYIwCgYIKoZIzj0EAwIwVTELMAkGA1UEBhMCUEwxKjAoBgNVBAsTIWJleiBtb2N5IHByYXduZWogLSBubyBsZWdhbCBmb3JjZTEaMBgGA1UEAxMRTG9rYWxueSBLU2VGIC0gQ0EwIBcNOTkwMTAxMDAwMDAwWhgPMjIwMDAxMDEwMDAwMDBaMFYxCzAJBgNVBAYTAlBMMSowKAYDVQQLEyFiZXogbW9jeSBwcmF3bmVqIC0gbm8gbGVnYWwgZm9yY2UxGzAZBgNVBAMTEkxva2FsbnkgS1NlRiAtIFVQTzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABAppDL7rTKGdHg3WVYSAztkEwFRuOjgplcITHnN9cSAVDvdnnm2sNhDjkF5J0uz4NJ5XzWjyIQ7wOnBNjZ/NmRyjIDAeMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgbAMAoGCCqGSM49BAMCA0cAMEQCIFxGypnXrSiIfnee6dEU/ADhVw9XsmlIP2xfhWAm5htfAiA9cwOSaOahGZ6TW6EbTy7E3beTID+yAAiXqbBvGyBRPA==</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature></Potwierdzenie>' AS BLOB), '{"Silence":null,"Presence":{"Answers":true,"Since":"2026-12-09T11:00:05.379+00:00","AskedAt":"2026-12-09T11:00:08.3281077+00:00","Words":null},"Certificate":null,"BuyerTold":null,"Latarnia":{"State":"Available","ReadAt":"2026-12-09T11:00:05.309+00:00"},"EventId":null,"Messages":[],"MessageHashes":[],"BipReference":null}', 1929, 0, 'aa8b1548fc1264243a0c6adef97c177d');
INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, currency, gross, mode, mode_reason, hash, xml, kod_i, kod_ii, certificate, deadline_facts, state, state_facts, mode_evidence, size, has_attachment, counted_by) VALUES (9, '5260001246', 'http://127.0.0.1:11111', 'VAT', 'FV/8/2026', '2026-12-09', '2026-12-09T12:00:08.445Z', 'Zofia Żółć', 'PLN', '123.00', 'offline24', 'offline24 as asked for (art. 106nda)', 'NxKFKHN3jKcsZyI8v6C0t9JfUeJwiSRx1V3vc0CVphM', CAST('<?xml version="1.0" encoding="utf-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek>
    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
    <WariantFormularza>3</WariantFormularza>
    <DataWytworzeniaFa>2026-12-09T12:00:08Z</DataWytworzeniaFa>
    <SystemInfo>Inkaust</SystemInfo>
  </Naglowek>
  <Podmiot1>
    <DaneIdentyfikacyjne>
      <NIP>5260001246</NIP>
      <Nazwa>Atrament i Pióro sp. z o.o.</Nazwa>
    </DaneIdentyfikacyjne>
    <Adres>
      <KodKraju>PL</KodKraju>
      <AdresL1>ul. Piękna 7/3</AdresL1>
      <AdresL2>00-539 Warszawa</AdresL2>
    </Adres>
  </Podmiot1>
  <Podmiot2>
    <DaneIdentyfikacyjne>
      <BrakID>1</BrakID>
      <Nazwa>Zofia Żółć</Nazwa>
    </DaneIdentyfikacyjne>
    <JST>2</JST>
    <GV>2</GV>
  </Podmiot2>
  <Fa>
    <KodWaluty>PLN</KodWaluty>
    <P_1>2026-12-09</P_1>
    <P_2>FV/8/2026</P_2>
    <P_13_1>100.00</P_13_1>
    <P_14_1>23.00</P_14_1>
    <P_15>123.00</P_15>
    <Adnotacje>
      <P_16>2</P_16>
      <P_17>2</P_17>
      <P_18>2</P_18>
      <P_18A>2</P_18A>
      <Zwolnienie>
        <P_19N>1</P_19N>
      </Zwolnienie>
      <NoweSrodkiTransportu>
        <P_22N>1</P_22N>
      </NoweSrodkiTransportu>
      <P_23>2</P_23>
      <PMarzy>
        <P_PMarzyN>1</P_PMarzyN>
      </PMarzy>
    </Adnotacje>
    <RodzajFaktury>VAT</RodzajFaktury>
    <FaWiersz>
      <NrWierszaFa>1</NrWierszaFa>
      <P_7>Kałamarz</P_7>
      <P_8A>szt.</P_8A>
      <P_8B>1</P_8B>
      <P_9A>100.00</P_9A>
      <P_11>100.00</P_11>
      <P_12>23</P_12>
    </FaWiersz>
  </Fa>
</Faktura>' AS BLOB), 'http://127.0.0.1:11111/qr/invoice/5260001246/09-12-2026/NxKFKHN3jKcsZyI8v6C0t9JfUeJwiSRx1V3vc0CVphM', 'http://127.0.0.1:11111/qr/certificate/Nip/5260001246/5260001246/01B39C401CD560F4/NxKFKHN3jKcsZyI8v6C0t9JfUeJwiSRx1V3vc0CVphM/yi3G-3p6y1zCJIM8JJLlIIenbShNzdNZF8uiW9Mm1eCidtm51ylBWGM5cwWKB-niC6OEo1pKweVazPuh5y7ciw', '01B39C401CD560F4', '{"Duty":1,"Date":null,"Basis":"106ng","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."},{"Pl":"\u015Broda 09.12.2026 og\u0142oszono awari\u0119 ca\u0142kowit\u0105, zanim min\u0105\u0142 termin: faktury nie przesy\u0142a si\u0119 (art. 106ng, 106nha).","En":"A total failure was announced on Wednesday 2026-12-09 within the term: the invoice is not sent (art. 106ng, 106nha)."}],"Target":null,"LiftedBy":9}', 'waived', '{"state":"waived","eventId":9}', '{"Silence":null,"Presence":{"Answers":true,"Since":"2026-12-09T11:00:05.379+00:00","AskedAt":"2026-12-09T11:00:08.328+00:00","Words":null},"Certificate":{"Serial":"01B39C401CD560F4","ValidTo":"2028-12-09T11:00:04+00:00","Status":"Active","StatusAt":"2026-12-09T11:00:04.26+00:00","Permissions":["Owner"],"PermissionsAt":"2026-12-09T11:00:07.207+00:00"},"BuyerTold":null,"Latarnia":{"State":"Available","ReadAt":"2026-12-09T11:00:05.309+00:00"},"EventId":null,"Messages":[],"MessageHashes":[],"BipReference":null}', 1608, 0, '');
INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, currency, gross, mode, mode_reason, hash, xml, kod_i, deadline_facts, state, state_facts, mode_evidence, size, has_attachment, counted_by) VALUES (10, '5260001246', 'http://127.0.0.1:11111', 'VAT', 'FV/9/2026', '2026-12-09', '2026-12-09T12:00:08.553Z', 'Zofia Żółć', 'PLN', '123.00', 'total-failure', 'announced event 9 since 2026-12-09 12:55: total-failure (art. 106ng)', 'd7ro08FRvBb_LxuWDUG3vJxEer-1NLu0QQCIoZKz4bc', CAST('<?xml version="1.0" encoding="utf-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek>
    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
    <WariantFormularza>3</WariantFormularza>
    <DataWytworzeniaFa>2026-12-09T12:00:08Z</DataWytworzeniaFa>
    <SystemInfo>Inkaust</SystemInfo>
  </Naglowek>
  <Podmiot1>
    <DaneIdentyfikacyjne>
      <NIP>5260001246</NIP>
      <Nazwa>Atrament i Pióro sp. z o.o.</Nazwa>
    </DaneIdentyfikacyjne>
    <Adres>
      <KodKraju>PL</KodKraju>
      <AdresL1>ul. Piękna 7/3</AdresL1>
      <AdresL2>00-539 Warszawa</AdresL2>
    </Adres>
  </Podmiot1>
  <Podmiot2>
    <DaneIdentyfikacyjne>
      <BrakID>1</BrakID>
      <Nazwa>Zofia Żółć</Nazwa>
    </DaneIdentyfikacyjne>
    <JST>2</JST>
    <GV>2</GV>
  </Podmiot2>
  <Fa>
    <KodWaluty>PLN</KodWaluty>
    <P_1>2026-12-09</P_1>
    <P_2>FV/9/2026</P_2>
    <P_13_1>100.00</P_13_1>
    <P_14_1>23.00</P_14_1>
    <P_15>123.00</P_15>
    <Adnotacje>
      <P_16>2</P_16>
      <P_17>2</P_17>
      <P_18>2</P_18>
      <P_18A>2</P_18A>
      <Zwolnienie>
        <P_19N>1</P_19N>
      </Zwolnienie>
      <NoweSrodkiTransportu>
        <P_22N>1</P_22N>
      </NoweSrodkiTransportu>
      <P_23>2</P_23>
      <PMarzy>
        <P_PMarzyN>1</P_PMarzyN>
      </PMarzy>
    </Adnotacje>
    <RodzajFaktury>VAT</RodzajFaktury>
    <FaWiersz>
      <NrWierszaFa>1</NrWierszaFa>
      <P_7>Kałamarz</P_7>
      <P_8A>szt.</P_8A>
      <P_8B>1</P_8B>
      <P_9A>100.00</P_9A>
      <P_11>100.00</P_11>
      <P_12>23</P_12>
    </FaWiersz>
  </Fa>
</Faktura>' AS BLOB), 'http://127.0.0.1:11111/qr/invoice/5260001246/09-12-2026/d7ro08FRvBb_LxuWDUG3vJxEer-1NLu0QQCIoZKz4bc', '{"Duty":1,"Date":null,"Basis":"106ng","Steps":[{"Pl":"Faktury z okresu awarii ca\u0142kowitej nie przesy\u0142a si\u0119 do KSeF (art. 106ng).","En":"An invoice of a total failure is not sent to KSeF (art. 106ng)."}],"Target":null,"LiftedBy":9}', 'waived', '{"state":"waived","eventId":9}', '{"Silence":null,"Presence":{"Answers":true,"Since":"2026-12-09T11:00:05.379+00:00","AskedAt":"2026-12-09T11:00:08.328+00:00","Words":null},"Certificate":null,"BuyerTold":null,"Latarnia":{"State":"TotalFailure","ReadAt":"2026-12-09T12:00:08.55+00:00"},"EventId":9,"Messages":["{\u0022id\u0022:\u0022449fddfa-f59a-4856-8fd3-2a04f9365983\u0022,\u0022eventId\u0022:9,\u0022category\u0022:\u0022TOTAL_FAILURE\u0022,\u0022type\u0022:\u0022FAILURE_START\u0022,\u0022title\u0022:\u0022Komunikat\u0022,\u0022text\u0022:\u0022Tre\u015B\u0107 komunikatu\u0022,\u0022start\u0022:\u00222026-12-09T11:55:00\u002B00:00\u0022,\u0022version\u0022:1,\u0022published\u0022:\u00222026-12-09T12:00:08.483855\u002B00:00\u0022}"],"MessageHashes":["887e4aa007d43c1f43a43d755014cb35527b55c726dcccc8a0a7801335b2f181"],"BipReference":null}', 1608, 0, '');
INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, currency, gross, mode, mode_reason, hash, xml, kod_i, kod_ii, certificate, deadline, deadline_facts, state, state_facts, mode_evidence, size, has_attachment, counted_by) VALUES (11, '5260001246', 'http://127.0.0.1:11111', 'VAT', 'FV/10/2026', '2026-12-09', '2026-12-09T12:25:08.748Z', 'Zofia Żółć', 'PLN', '123.00', 'offline24', 'online as asked for (art. 106na)', '_L1l7JnAFx1T_uOhRU-v5CN2zu9N2wn-ct3QAhcWwwE', CAST('<?xml version="1.0" encoding="utf-8"?>
<?inkaust technical?><Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek>
    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
    <WariantFormularza>3</WariantFormularza>
    <DataWytworzeniaFa>2026-12-09T12:25:08Z</DataWytworzeniaFa>
    <SystemInfo>Inkaust</SystemInfo>
  </Naglowek>
  <Podmiot1>
    <DaneIdentyfikacyjne>
      <NIP>5260001246</NIP>
      <Nazwa>Atrament i Pióro sp. z o.o.</Nazwa>
    </DaneIdentyfikacyjne>
    <Adres>
      <KodKraju>PL</KodKraju>
      <AdresL1>ul. Piękna 7/3</AdresL1>
      <AdresL2>00-539 Warszawa</AdresL2>
    </Adres>
  </Podmiot1>
  <Podmiot2>
    <DaneIdentyfikacyjne>
      <BrakID>1</BrakID>
      <Nazwa>Zofia Żółć</Nazwa>
    </DaneIdentyfikacyjne>
    <JST>2</JST>
    <GV>2</GV>
  </Podmiot2>
  <Fa>
    <KodWaluty>PLN</KodWaluty>
    <P_1>2026-12-09</P_1>
    <P_2>FV/10/2026</P_2>
    <P_13_1>100.00</P_13_1>
    <P_14_1>23.00</P_14_1>
    <P_15>123.00</P_15>
    <Adnotacje>
      <P_16>2</P_16>
      <P_17>2</P_17>
      <P_18>2</P_18>
      <P_18A>2</P_18A>
      <Zwolnienie>
        <P_19N>1</P_19N>
      </Zwolnienie>
      <NoweSrodkiTransportu>
        <P_22N>1</P_22N>
      </NoweSrodkiTransportu>
      <P_23>2</P_23>
      <PMarzy>
        <P_PMarzyN>1</P_PMarzyN>
      </PMarzy>
    </Adnotacje>
    <RodzajFaktury>VAT</RodzajFaktury>
    <FaWiersz>
      <NrWierszaFa>1</NrWierszaFa>
      <P_7>Kałamarz</P_7>
      <P_8A>szt.</P_8A>
      <P_8B>1</P_8B>
      <P_9A>100.00</P_9A>
      <P_11>100.00</P_11>
      <P_12>23</P_12>
    </FaWiersz>
  </Fa>
</Faktura>' AS BLOB), 'http://127.0.0.1:11111/qr/invoice/5260001246/09-12-2026/_L1l7JnAFx1T_uOhRU-v5CN2zu9N2wn-ct3QAhcWwwE', 'http://127.0.0.1:11111/qr/certificate/Nip/5260001246/5260001246/01B39C401CD560F4/_L1l7JnAFx1T_uOhRU-v5CN2zu9N2wn-ct3QAhcWwwE/jAkvruf3UakQAlYbW1y3s57BNAkLTJipeQ9_HXXPQ1FN-eHflQx0r9SoIy6Z7eSPY3nVC1XCrP6Rgr5WCyjItg', '01B39C401CD560F4', '2026-12-10', '{"Duty":0,"Date":"2026-12-10","Basis":"106nda","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"Wys\u0142ana p\u00F3\u017Aniej ni\u017C tego dnia jest faktur\u0105 offline24 (art. 106nda ust. 16); bezpiecznie liczy si\u0119 jej ten sam termin.","En":"Sent later than on that day it is an offline24 invoice (art. 106nda ust. 16); to be safe the same term is counted."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."}],"Target":"2026-12-09","LiftedBy":null}', 'rejected', '{"state":"rejected","code":450,"reason":"B\u0142\u0105d weryfikacji semantyki dokumentu faktury","details":["Nieprawid\u0142owy XML","Plik zawiera instrukcj\u0119 przetwarzania."],"session":"20261209-SO-BF7A6EB427-67ADA8FD2D-54"}', '{"Silence":null,"Presence":null,"Certificate":null,"BuyerTold":null,"Latarnia":null,"EventId":null,"Messages":[],"MessageHashes":[],"BipReference":null}', 1609, 0, 'b005e9dfdd19b7dd05c1f6fbcb416e92');
INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, currency, gross, mode, mode_reason, hash, xml, kod_i, kod_ii, certificate, deadline, deadline_facts, state, state_facts, ksef_number, mode_evidence, size, has_attachment, counted_by) VALUES (12, '5260001246', 'http://127.0.0.1:11111', 'VAT', 'FV/11/2026', '2026-12-09', '2026-12-09T12:25:08.815Z', 'Zofia Żółć', 'PLN', '123.00', 'offline24', 'offline24 as asked for (art. 106nda)', 'mrlwLZqvd6IM4sg6AKKCTE-FeoD_8MdUpmVo1_EwWRo', CAST('<?xml version="1.0" encoding="utf-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek>
    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
    <WariantFormularza>3</WariantFormularza>
    <DataWytworzeniaFa>2026-12-09T12:25:08Z</DataWytworzeniaFa>
    <SystemInfo>Inkaust</SystemInfo>
  </Naglowek>
  <Podmiot1>
    <DaneIdentyfikacyjne>
      <NIP>5260001246</NIP>
      <Nazwa>Atrament i Pióro sp. z o.o.</Nazwa>
    </DaneIdentyfikacyjne>
    <Adres>
      <KodKraju>PL</KodKraju>
      <AdresL1>ul. Piękna 7/3</AdresL1>
      <AdresL2>00-539 Warszawa</AdresL2>
    </Adres>
  </Podmiot1>
  <Podmiot2>
    <DaneIdentyfikacyjne>
      <BrakID>1</BrakID>
      <Nazwa>Zofia Żółć</Nazwa>
    </DaneIdentyfikacyjne>
    <JST>2</JST>
    <GV>2</GV>
  </Podmiot2>
  <Fa>
    <KodWaluty>PLN</KodWaluty>
    <P_1>2026-12-09</P_1>
    <P_2>FV/11/2026</P_2>
    <P_13_1>100.00</P_13_1>
    <P_14_1>23.00</P_14_1>
    <P_15>123.00</P_15>
    <Adnotacje>
      <P_16>2</P_16>
      <P_17>2</P_17>
      <P_18>2</P_18>
      <P_18A>2</P_18A>
      <Zwolnienie>
        <P_19N>1</P_19N>
      </Zwolnienie>
      <NoweSrodkiTransportu>
        <P_22N>1</P_22N>
      </NoweSrodkiTransportu>
      <P_23>2</P_23>
      <PMarzy>
        <P_PMarzyN>1</P_PMarzyN>
      </PMarzy>
    </Adnotacje>
    <RodzajFaktury>VAT</RodzajFaktury>
    <FaWiersz>
      <NrWierszaFa>1</NrWierszaFa>
      <P_7>Kałamarz</P_7>
      <P_8A>szt.</P_8A>
      <P_8B>1</P_8B>
      <P_9A>100.00</P_9A>
      <P_11>100.00</P_11>
      <P_12>23</P_12>
    </FaWiersz>
  </Fa>
</Faktura>' AS BLOB), 'http://127.0.0.1:11111/qr/invoice/5260001246/09-12-2026/mrlwLZqvd6IM4sg6AKKCTE-FeoD_8MdUpmVo1_EwWRo', 'http://127.0.0.1:11111/qr/certificate/Nip/5260001246/5260001246/01B39C401CD560F4/mrlwLZqvd6IM4sg6AKKCTE-FeoD_8MdUpmVo1_EwWRo/ztyHrXa2t6l3mq0-yICYteISVSkCDD4cmIMgEayM6hNNXAWZlGRGgG3TQe3tRO96Sjc3bjjUvTI7lqzieqqpHg', '01B39C401CD560F4', '2026-12-10', '{"Duty":0,"Date":"2026-12-10","Basis":"106nda","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."}],"Target":"2026-12-09","LiftedBy":null}', 'accepted', '{"state":"accepted","ksefNumber":"5260001246-20261209-17E5DA34EB42-D9","acceptedAt":"2026-12-09T12:25:08.8541882+00:00","session":"20261209-SO-13C872949B-F5518A9E23-E8","reference":"20261209-EE-75309DDCF0-71607C1FBF-8B","sentAt":"2026-12-09T12:25:08.8532422+00:00"}', '5260001246-20261209-17E5DA34EB42-D9', '{"Silence":null,"Presence":{"Answers":true,"Since":"2026-12-09T11:00:05.379+00:00","AskedAt":"2026-12-09T11:00:08.328+00:00","Words":null},"Certificate":{"Serial":"01B39C401CD560F4","ValidTo":"2028-12-09T11:00:04+00:00","Status":"Active","StatusAt":"2026-12-09T12:25:08.809+00:00","Permissions":["Owner"],"PermissionsAt":"2026-12-09T11:00:07.207+00:00"},"BuyerTold":null,"Latarnia":{"State":"Available","ReadAt":"2026-12-09T12:25:08.564+00:00"},"EventId":null,"Messages":[],"MessageHashes":[],"BipReference":null}', 1609, 0, '');
INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, currency, gross, mode, mode_reason, hash, xml, kod_i, kod_ii, certificate, deadline_facts, state, state_facts, mode_evidence, size, has_attachment, counted_by) VALUES (13, '5260001246', 'http://127.0.0.1:11111', 'VAT', 'FV/12/2026', '2026-12-09', '2026-12-09T13:25:08.897Z', 'Zofia Żółć', 'PLN', '123.00', 'offline24', 'offline24 as asked for (art. 106nda)', 'oNpA_zUGyO2tMuhA58V7uGfcvxYPXRZ6S0iE5XQNchQ', CAST('<?xml version="1.0" encoding="utf-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek>
    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
    <WariantFormularza>3</WariantFormularza>
    <DataWytworzeniaFa>2026-12-09T13:25:08Z</DataWytworzeniaFa>
    <SystemInfo>Inkaust</SystemInfo>
  </Naglowek>
  <Podmiot1>
    <DaneIdentyfikacyjne>
      <NIP>5260001246</NIP>
      <Nazwa>Atrament i Pióro sp. z o.o.</Nazwa>
    </DaneIdentyfikacyjne>
    <Adres>
      <KodKraju>PL</KodKraju>
      <AdresL1>ul. Piękna 7/3</AdresL1>
      <AdresL2>00-539 Warszawa</AdresL2>
    </Adres>
  </Podmiot1>
  <Podmiot2>
    <DaneIdentyfikacyjne>
      <BrakID>1</BrakID>
      <Nazwa>Zofia Żółć</Nazwa>
    </DaneIdentyfikacyjne>
    <JST>2</JST>
    <GV>2</GV>
  </Podmiot2>
  <Fa>
    <KodWaluty>PLN</KodWaluty>
    <P_1>2026-12-09</P_1>
    <P_2>FV/12/2026</P_2>
    <P_13_1>100.00</P_13_1>
    <P_14_1>23.00</P_14_1>
    <P_15>123.00</P_15>
    <Adnotacje>
      <P_16>2</P_16>
      <P_17>2</P_17>
      <P_18>2</P_18>
      <P_18A>2</P_18A>
      <Zwolnienie>
        <P_19N>1</P_19N>
      </Zwolnienie>
      <NoweSrodkiTransportu>
        <P_22N>1</P_22N>
      </NoweSrodkiTransportu>
      <P_23>2</P_23>
      <PMarzy>
        <P_PMarzyN>1</P_PMarzyN>
      </PMarzy>
    </Adnotacje>
    <RodzajFaktury>VAT</RodzajFaktury>
    <FaWiersz>
      <NrWierszaFa>1</NrWierszaFa>
      <P_7>Kałamarz</P_7>
      <P_8A>szt.</P_8A>
      <P_8B>1</P_8B>
      <P_9A>100.00</P_9A>
      <P_11>100.00</P_11>
      <P_12>23</P_12>
    </FaWiersz>
  </Fa>
  <Zalacznik>
    <BlokDanych>
      <MetaDane>
        <ZKlucz>Punkt poboru</ZKlucz>
        <ZWartosc>PL0037000012345678</ZWartosc>
      </MetaDane>
    </BlokDanych>
  </Zalacznik>
</Faktura>' AS BLOB), 'http://127.0.0.1:11111/qr/invoice/5260001246/09-12-2026/oNpA_zUGyO2tMuhA58V7uGfcvxYPXRZ6S0iE5XQNchQ', 'http://127.0.0.1:11111/qr/certificate/Nip/5260001246/5260001246/01B39C401CD560F4/oNpA_zUGyO2tMuhA58V7uGfcvxYPXRZ6S0iE5XQNchQ/2WoJHf3ug-eJpnhTgD7Yg9uG4NWK-XIbOqmtYmUAzkK7kKAQSDzSaa_UkMaLsGFjaA4oFGmwWgaFD2ivDz_7lQ', '01B39C401CD560F4', '{"Duty":0,"Date":null,"Basis":"106nf","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."},{"Pl":"\u015Broda 09.12.2026 og\u0142oszono awari\u0119, zanim min\u0105\u0142 termin: liczy si\u0119 na nowo od jej ko\u0144ca (art. 106nha, 106nf ust. 5).","En":"A failure was announced on Wednesday 2026-12-09 within the term: it is counted anew from its end (art. 106nha, 106nf ust. 5)."},{"Pl":"Zdarzenie jeszcze trwa, wi\u0119c terminu nie mo\u017Cna poda\u0107.","En":"The event still goes on, so the date cannot be told yet."}],"Target":null,"LiftedBy":null}', 'issued', '{"state":"issued"}', '{"Silence":null,"Presence":{"Answers":true,"Since":"2026-12-09T11:00:05.379+00:00","AskedAt":"2026-12-09T11:00:08.328+00:00","Words":null},"Certificate":{"Serial":"01B39C401CD560F4","ValidTo":"2028-12-09T11:00:04+00:00","Status":"Active","StatusAt":"2026-12-09T12:25:08.809+00:00","Permissions":["Owner"],"PermissionsAt":"2026-12-09T12:25:08.836+00:00"},"BuyerTold":null,"Latarnia":{"State":"Available","ReadAt":"2026-12-09T12:25:08.564+00:00"},"EventId":null,"Messages":[],"MessageHashes":[],"BipReference":null}', 1794, 1, 'ff2f98fbca62233a61e542bebf59da2b');
INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, currency, gross, mode, mode_reason, hash, xml, kod_i, kod_ii, certificate, deadline_facts, state, state_facts, mode_evidence, size, has_attachment, counted_by) VALUES (14, '5260001246', 'http://127.0.0.1:11111', 'VAT', 'FV/13/2026', '2026-12-09', '2026-12-09T13:25:10.369Z', 'Zofia Żółć', 'PLN', '123.00', 'offline24', 'offline24 as asked for (art. 106nda)', 'GdoBpeduhFYZEIPlbYLzRJDJ45uFJcAQd3O-rkSJ1Kc', CAST('<?xml version="1.0" encoding="utf-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek>
    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
    <WariantFormularza>3</WariantFormularza>
    <DataWytworzeniaFa>2026-12-09T13:25:10Z</DataWytworzeniaFa>
    <SystemInfo>Inkaust</SystemInfo>
  </Naglowek>
  <Podmiot1>
    <DaneIdentyfikacyjne>
      <NIP>5260001246</NIP>
      <Nazwa>Atrament i Pióro sp. z o.o.</Nazwa>
    </DaneIdentyfikacyjne>
    <Adres>
      <KodKraju>PL</KodKraju>
      <AdresL1>ul. Piękna 7/3</AdresL1>
      <AdresL2>00-539 Warszawa</AdresL2>
    </Adres>
  </Podmiot1>
  <Podmiot2>
    <DaneIdentyfikacyjne>
      <BrakID>1</BrakID>
      <Nazwa>Zofia Żółć</Nazwa>
    </DaneIdentyfikacyjne>
    <JST>2</JST>
    <GV>2</GV>
  </Podmiot2>
  <Fa>
    <KodWaluty>PLN</KodWaluty>
    <P_1>2026-12-09</P_1>
    <P_2>FV/13/2026</P_2>
    <P_13_1>100.00</P_13_1>
    <P_14_1>23.00</P_14_1>
    <P_15>123.00</P_15>
    <Adnotacje>
      <P_16>2</P_16>
      <P_17>2</P_17>
      <P_18>2</P_18>
      <P_18A>2</P_18A>
      <Zwolnienie>
        <P_19N>1</P_19N>
      </Zwolnienie>
      <NoweSrodkiTransportu>
        <P_22N>1</P_22N>
      </NoweSrodkiTransportu>
      <P_23>2</P_23>
      <PMarzy>
        <P_PMarzyN>1</P_PMarzyN>
      </PMarzy>
    </Adnotacje>
    <RodzajFaktury>VAT</RodzajFaktury>
    <FaWiersz>
      <NrWierszaFa>1</NrWierszaFa>
      <P_7>Kałamarz</P_7>
      <P_8A>szt.</P_8A>
      <P_8B>1</P_8B>
      <P_9A>100.00</P_9A>
      <P_11>100.00</P_11>
      <P_12>23</P_12>
    </FaWiersz>
  </Fa>
</Faktura>' AS BLOB), 'http://127.0.0.1:11111/qr/invoice/5260001246/09-12-2026/GdoBpeduhFYZEIPlbYLzRJDJ45uFJcAQd3O-rkSJ1Kc', 'http://127.0.0.1:11111/qr/certificate/Nip/5260001246/5260001246/01B39C401CD560F4/GdoBpeduhFYZEIPlbYLzRJDJ45uFJcAQd3O-rkSJ1Kc/eiiN8raJ453vuSJIJY9mgsQrfaDwtLmc_XQpP9ZMccEZ074n46jwYCErmfeVOZ2_5myIwdzj_HsfKcKcxXO42g', '01B39C401CD560F4', '{"Duty":0,"Date":null,"Basis":"106nf","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."},{"Pl":"\u015Broda 09.12.2026 og\u0142oszono awari\u0119, zanim min\u0105\u0142 termin: liczy si\u0119 na nowo od jej ko\u0144ca (art. 106nha, 106nf ust. 5).","En":"A failure was announced on Wednesday 2026-12-09 within the term: it is counted anew from its end (art. 106nha, 106nf ust. 5)."},{"Pl":"Zdarzenie jeszcze trwa, wi\u0119c terminu nie mo\u017Cna poda\u0107.","En":"The event still goes on, so the date cannot be told yet."}],"Target":null,"LiftedBy":null}', 'sending', '{"state":"sending","session":"20261209-SO-58A3F47672-5BE44AF3E5-06","reference":"20261209-EE-0AABB06E7A-9956A0DB39-FC"}', '{"Silence":null,"Presence":{"Answers":true,"Since":"2026-12-09T11:00:05.379+00:00","AskedAt":"2026-12-09T11:00:08.328+00:00","Words":null},"Certificate":{"Serial":"01B39C401CD560F4","ValidTo":"2028-12-09T11:00:04+00:00","Status":"Active","StatusAt":"2026-12-09T12:25:08.809+00:00","Permissions":["Owner"],"PermissionsAt":"2026-12-09T13:25:10.084+00:00"},"BuyerTold":null,"Latarnia":{"State":"Available","ReadAt":"2026-12-09T12:25:08.564+00:00"},"EventId":null,"Messages":[],"MessageHashes":[],"BipReference":null}', 1609, 0, 'ff2f98fbca62233a61e542bebf59da2b');
INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, currency, gross, mode, mode_reason, hash, xml, kod_i, kod_ii, certificate, deadline_facts, state, state_facts, mode_evidence, size, has_attachment, counted_by) VALUES (15, '5260001246', 'http://127.0.0.1:11111', 'VAT', 'FV/14/2026', '2026-12-09', '2026-12-09T13:25:10.723Z', 'Zofia Żółć', 'PLN', '123.00', 'offline24', 'offline24 as asked for (art. 106nda)', 'suAzd3AaIKusDStqK3SFbm-tpITWUeyvNtrYcErrOOg', CAST('<?xml version="1.0" encoding="utf-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek>
    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
    <WariantFormularza>3</WariantFormularza>
    <DataWytworzeniaFa>2026-12-09T13:25:10Z</DataWytworzeniaFa>
    <SystemInfo>Inkaust</SystemInfo>
  </Naglowek>
  <Podmiot1>
    <DaneIdentyfikacyjne>
      <NIP>5260001246</NIP>
      <Nazwa>Atrament i Pióro sp. z o.o.</Nazwa>
    </DaneIdentyfikacyjne>
    <Adres>
      <KodKraju>PL</KodKraju>
      <AdresL1>ul. Piękna 7/3</AdresL1>
      <AdresL2>00-539 Warszawa</AdresL2>
    </Adres>
  </Podmiot1>
  <Podmiot2>
    <DaneIdentyfikacyjne>
      <BrakID>1</BrakID>
      <Nazwa>Zofia Żółć</Nazwa>
    </DaneIdentyfikacyjne>
    <JST>2</JST>
    <GV>2</GV>
  </Podmiot2>
  <Fa>
    <KodWaluty>PLN</KodWaluty>
    <P_1>2026-12-09</P_1>
    <P_2>FV/14/2026</P_2>
    <P_13_1>100.00</P_13_1>
    <P_14_1>23.00</P_14_1>
    <P_15>123.00</P_15>
    <Adnotacje>
      <P_16>2</P_16>
      <P_17>2</P_17>
      <P_18>2</P_18>
      <P_18A>2</P_18A>
      <Zwolnienie>
        <P_19N>1</P_19N>
      </Zwolnienie>
      <NoweSrodkiTransportu>
        <P_22N>1</P_22N>
      </NoweSrodkiTransportu>
      <P_23>2</P_23>
      <PMarzy>
        <P_PMarzyN>1</P_PMarzyN>
      </PMarzy>
    </Adnotacje>
    <RodzajFaktury>VAT</RodzajFaktury>
    <FaWiersz>
      <NrWierszaFa>1</NrWierszaFa>
      <P_7>Kałamarz</P_7>
      <P_8A>szt.</P_8A>
      <P_8B>1</P_8B>
      <P_9A>100.00</P_9A>
      <P_11>100.00</P_11>
      <P_12>23</P_12>
    </FaWiersz>
  </Fa>
</Faktura>' AS BLOB), 'http://127.0.0.1:11111/qr/invoice/5260001246/09-12-2026/suAzd3AaIKusDStqK3SFbm-tpITWUeyvNtrYcErrOOg', 'http://127.0.0.1:11111/qr/certificate/Nip/5260001246/5260001246/01B39C401CD560F4/suAzd3AaIKusDStqK3SFbm-tpITWUeyvNtrYcErrOOg/m4UacvV8mofOjasQ4y-tTjkW1aEptQ6ZGczd1foeYvqbnvNut8Qm730McGc4Azv4yoXlwyFcBu_bI1BP7vt6sA', '01B39C401CD560F4', '{"Duty":0,"Date":null,"Basis":"106nf","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."},{"Pl":"\u015Broda 09.12.2026 og\u0142oszono awari\u0119, zanim min\u0105\u0142 termin: liczy si\u0119 na nowo od jej ko\u0144ca (art. 106nha, 106nf ust. 5).","En":"A failure was announced on Wednesday 2026-12-09 within the term: it is counted anew from its end (art. 106nha, 106nf ust. 5)."},{"Pl":"Zdarzenie jeszcze trwa, wi\u0119c terminu nie mo\u017Cna poda\u0107.","En":"The event still goes on, so the date cannot be told yet."}],"Target":null,"LiftedBy":null}', 'unknown', '{"state":"unknown","session":"20261209-SO-15C96CB9B0-00DE522A60-B8","reference":null}', '{"Silence":null,"Presence":{"Answers":true,"Since":"2026-12-09T11:00:05.379+00:00","AskedAt":"2026-12-09T11:00:08.328+00:00","Words":null},"Certificate":{"Serial":"01B39C401CD560F4","ValidTo":"2028-12-09T11:00:04+00:00","Status":"Active","StatusAt":"2026-12-09T12:25:08.809+00:00","Permissions":["Owner"],"PermissionsAt":"2026-12-09T13:25:10.408+00:00"},"BuyerTold":null,"Latarnia":{"State":"Available","ReadAt":"2026-12-09T12:25:08.564+00:00"},"EventId":null,"Messages":[],"MessageHashes":[],"BipReference":null}', 1609, 0, 'ff2f98fbca62233a61e542bebf59da2b');
INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, currency, gross, mode, mode_reason, hash, xml, kod_i, kod_ii, certificate, deadline_facts, state, state_facts, mode_evidence, size, has_attachment, counted_by) VALUES (16, '5260001246', 'http://127.0.0.1:11111', 'VAT', 'FV/15/2026', '2026-12-09', '2026-12-09T13:25:10.908Z', 'Zofia Żółć', 'PLN', '123.00', 'offline24', 'offline24 as asked for (art. 106nda)', 'E38mtlSyS5Bs9a2dQwraYuS3E0dqjlc6vEliw8SVN54', CAST('<?xml version="1.0" encoding="utf-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek>
    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
    <WariantFormularza>3</WariantFormularza>
    <DataWytworzeniaFa>2026-12-09T13:25:10Z</DataWytworzeniaFa>
    <SystemInfo>Inkaust</SystemInfo>
  </Naglowek>
  <Podmiot1>
    <DaneIdentyfikacyjne>
      <NIP>5260001246</NIP>
      <Nazwa>Atrament i Pióro sp. z o.o.</Nazwa>
    </DaneIdentyfikacyjne>
    <Adres>
      <KodKraju>PL</KodKraju>
      <AdresL1>ul. Piękna 7/3</AdresL1>
      <AdresL2>00-539 Warszawa</AdresL2>
    </Adres>
  </Podmiot1>
  <Podmiot2>
    <DaneIdentyfikacyjne>
      <BrakID>1</BrakID>
      <Nazwa>Zofia Żółć</Nazwa>
    </DaneIdentyfikacyjne>
    <JST>2</JST>
    <GV>2</GV>
  </Podmiot2>
  <Fa>
    <KodWaluty>PLN</KodWaluty>
    <P_1>2026-12-09</P_1>
    <P_2>FV/15/2026</P_2>
    <P_13_1>100.00</P_13_1>
    <P_14_1>23.00</P_14_1>
    <P_15>123.00</P_15>
    <Adnotacje>
      <P_16>2</P_16>
      <P_17>2</P_17>
      <P_18>2</P_18>
      <P_18A>2</P_18A>
      <Zwolnienie>
        <P_19N>1</P_19N>
      </Zwolnienie>
      <NoweSrodkiTransportu>
        <P_22N>1</P_22N>
      </NoweSrodkiTransportu>
      <P_23>2</P_23>
      <PMarzy>
        <P_PMarzyN>1</P_PMarzyN>
      </PMarzy>
    </Adnotacje>
    <RodzajFaktury>VAT</RodzajFaktury>
    <FaWiersz>
      <NrWierszaFa>1</NrWierszaFa>
      <P_7>Kałamarz</P_7>
      <P_8A>szt.</P_8A>
      <P_8B>1</P_8B>
      <P_9A>100.00</P_9A>
      <P_11>100.00</P_11>
      <P_12>23</P_12>
    </FaWiersz>
  </Fa>
</Faktura>' AS BLOB), 'http://127.0.0.1:11111/qr/invoice/5260001246/09-12-2026/E38mtlSyS5Bs9a2dQwraYuS3E0dqjlc6vEliw8SVN54', 'http://127.0.0.1:11111/qr/certificate/Nip/5260001246/5260001246/01B39C401CD560F4/E38mtlSyS5Bs9a2dQwraYuS3E0dqjlc6vEliw8SVN54/v8xVBJrragl89wmFOiWd3PJEThQNUBvxWQGtGbqYDuA8dkA4HHtEg7qshfyWESQvapyl6HB86iaiJa1g1OQcrw', '01B39C401CD560F4', '{"Duty":0,"Date":null,"Basis":"106nf","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."},{"Pl":"\u015Broda 09.12.2026 og\u0142oszono awari\u0119, zanim min\u0105\u0142 termin: liczy si\u0119 na nowo od jej ko\u0144ca (art. 106nha, 106nf ust. 5).","En":"A failure was announced on Wednesday 2026-12-09 within the term: it is counted anew from its end (art. 106nha, 106nf ust. 5)."},{"Pl":"Zdarzenie jeszcze trwa, wi\u0119c terminu nie mo\u017Cna poda\u0107.","En":"The event still goes on, so the date cannot be told yet."}],"Target":null,"LiftedBy":null}', 'sending', '{"state":"sending","session":"20261209-SO-9496FE7179-08304EAB5C-6F","reference":null}', '{"Silence":null,"Presence":{"Answers":true,"Since":"2026-12-09T11:00:05.379+00:00","AskedAt":"2026-12-09T11:00:08.328+00:00","Words":null},"Certificate":{"Serial":"01B39C401CD560F4","ValidTo":"2028-12-09T11:00:04+00:00","Status":"Active","StatusAt":"2026-12-09T12:25:08.809+00:00","Permissions":["Owner"],"PermissionsAt":"2026-12-09T13:25:10.74+00:00"},"BuyerTold":null,"Latarnia":{"State":"Available","ReadAt":"2026-12-09T12:25:08.564+00:00"},"EventId":null,"Messages":[],"MessageHashes":[],"BipReference":null}', 1609, 0, 'ff2f98fbca62233a61e542bebf59da2b');
INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, currency, gross, mode, mode_reason, hash, xml, kod_i, deadline_facts, state, state_facts, mode_evidence, size, has_attachment, counted_by) VALUES (17, '5260001246', 'http://127.0.0.1:11111', 'VAT', 'FV/16/2026', '2026-12-09', '2026-12-09T13:25:10.976Z', 'Zofia Żółć', 'PLN', '123.00', 'online', 'online as asked for (art. 106na)', 'XEcIyfjsXT_M3K9e-Zl8dbyZ0ClVD-UiSZpdxzv0InQ', CAST('<?xml version="1.0" encoding="utf-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek>
    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
    <WariantFormularza>3</WariantFormularza>
    <DataWytworzeniaFa>2026-12-09T13:25:10Z</DataWytworzeniaFa>
    <SystemInfo>Inkaust</SystemInfo>
  </Naglowek>
  <Podmiot1>
    <DaneIdentyfikacyjne>
      <NIP>5260001246</NIP>
      <Nazwa>Atrament i Pióro sp. z o.o.</Nazwa>
    </DaneIdentyfikacyjne>
    <Adres>
      <KodKraju>PL</KodKraju>
      <AdresL1>ul. Piękna 7/3</AdresL1>
      <AdresL2>00-539 Warszawa</AdresL2>
    </Adres>
  </Podmiot1>
  <Podmiot2>
    <DaneIdentyfikacyjne>
      <BrakID>1</BrakID>
      <Nazwa>Zofia Żółć</Nazwa>
    </DaneIdentyfikacyjne>
    <JST>2</JST>
    <GV>2</GV>
  </Podmiot2>
  <Fa>
    <KodWaluty>PLN</KodWaluty>
    <P_1>2026-12-09</P_1>
    <P_2>FV/16/2026</P_2>
    <P_13_1>100.00</P_13_1>
    <P_14_1>23.00</P_14_1>
    <P_15>123.00</P_15>
    <Adnotacje>
      <P_16>2</P_16>
      <P_17>2</P_17>
      <P_18>2</P_18>
      <P_18A>2</P_18A>
      <Zwolnienie>
        <P_19N>1</P_19N>
      </Zwolnienie>
      <NoweSrodkiTransportu>
        <P_22N>1</P_22N>
      </NoweSrodkiTransportu>
      <P_23>2</P_23>
      <PMarzy>
        <P_PMarzyN>1</P_PMarzyN>
      </PMarzy>
    </Adnotacje>
    <RodzajFaktury>VAT</RodzajFaktury>
    <FaWiersz>
      <NrWierszaFa>1</NrWierszaFa>
      <P_7>Kałamarz</P_7>
      <P_8A>szt.</P_8A>
      <P_8B>1</P_8B>
      <P_9A>100.00</P_9A>
      <P_11>100.00</P_11>
      <P_12>23</P_12>
    </FaWiersz>
  </Fa>
</Faktura>' AS BLOB), 'http://127.0.0.1:11111/qr/invoice/5260001246/09-12-2026/XEcIyfjsXT_M3K9e-Zl8dbyZ0ClVD-UiSZpdxzv0InQ', '{"Duty":0,"Date":null,"Basis":"106nf","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"Wys\u0142ana p\u00F3\u017Aniej ni\u017C tego dnia jest faktur\u0105 offline24 (art. 106nda ust. 16); bezpiecznie liczy si\u0119 jej ten sam termin.","En":"Sent later than on that day it is an offline24 invoice (art. 106nda ust. 16); to be safe the same term is counted."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."},{"Pl":"\u015Broda 09.12.2026 og\u0142oszono awari\u0119, zanim min\u0105\u0142 termin: liczy si\u0119 na nowo od jej ko\u0144ca (art. 106nha, 106nf ust. 5).","En":"A failure was announced on Wednesday 2026-12-09 within the term: it is counted anew from its end (art. 106nha, 106nf ust. 5)."},{"Pl":"Zdarzenie jeszcze trwa, wi\u0119c terminu nie mo\u017Cna poda\u0107.","En":"The event still goes on, so the date cannot be told yet."}],"Target":null,"LiftedBy":null}', 'issued', '{"state":"issued"}', '{"Silence":null,"Presence":{"Answers":true,"Since":"2026-12-09T11:00:05.379+00:00","AskedAt":"2026-12-09T11:00:08.328+00:00","Words":null},"Certificate":null,"BuyerTold":null,"Latarnia":{"State":"Available","ReadAt":"2026-12-09T12:25:08.564+00:00"},"EventId":null,"Messages":[],"MessageHashes":[],"BipReference":null}', 1609, 0, 'ff2f98fbca62233a61e542bebf59da2b');
INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, currency, gross, mode, mode_reason, hash, xml, kod_i, kod_ii, certificate, deadline_facts, state, state_facts, mode_evidence, size, has_attachment, counted_by) VALUES (18, '5260001246', 'http://127.0.0.1:11111', 'VAT', 'FV/17/2026', '2026-12-09', '2026-12-09T13:25:10.992Z', 'Zofia Żółć', 'PLN', '123.00', 'offline24', 'offline24 as asked for (art. 106nda)', 'DI6MkNDa0UPTOrLd8LdxXp9bjUDT7npBh0P7D1dXVYo', CAST('<?xml version="1.0" encoding="utf-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek>
    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
    <WariantFormularza>3</WariantFormularza>
    <DataWytworzeniaFa>2026-12-09T13:25:10Z</DataWytworzeniaFa>
    <SystemInfo>Inkaust</SystemInfo>
  </Naglowek>
  <Podmiot1>
    <DaneIdentyfikacyjne>
      <NIP>5260001246</NIP>
      <Nazwa>Atrament i Pióro sp. z o.o.</Nazwa>
    </DaneIdentyfikacyjne>
    <Adres>
      <KodKraju>PL</KodKraju>
      <AdresL1>ul. Piękna 7/3</AdresL1>
      <AdresL2>00-539 Warszawa</AdresL2>
    </Adres>
  </Podmiot1>
  <Podmiot2>
    <DaneIdentyfikacyjne>
      <BrakID>1</BrakID>
      <Nazwa>Zofia Żółć</Nazwa>
    </DaneIdentyfikacyjne>
    <JST>2</JST>
    <GV>2</GV>
  </Podmiot2>
  <Fa>
    <KodWaluty>PLN</KodWaluty>
    <P_1>2026-12-09</P_1>
    <P_2>FV/17/2026</P_2>
    <P_13_1>100.00</P_13_1>
    <P_14_1>23.00</P_14_1>
    <P_15>123.00</P_15>
    <Adnotacje>
      <P_16>2</P_16>
      <P_17>2</P_17>
      <P_18>2</P_18>
      <P_18A>2</P_18A>
      <Zwolnienie>
        <P_19N>1</P_19N>
      </Zwolnienie>
      <NoweSrodkiTransportu>
        <P_22N>1</P_22N>
      </NoweSrodkiTransportu>
      <P_23>2</P_23>
      <PMarzy>
        <P_PMarzyN>1</P_PMarzyN>
      </PMarzy>
    </Adnotacje>
    <RodzajFaktury>VAT</RodzajFaktury>
    <FaWiersz>
      <NrWierszaFa>1</NrWierszaFa>
      <P_7>Kałamarz</P_7>
      <P_8A>szt.</P_8A>
      <P_8B>1</P_8B>
      <P_9A>100.00</P_9A>
      <P_11>100.00</P_11>
      <P_12>23</P_12>
    </FaWiersz>
  </Fa>
</Faktura>' AS BLOB), 'http://127.0.0.1:11111/qr/invoice/5260001246/09-12-2026/DI6MkNDa0UPTOrLd8LdxXp9bjUDT7npBh0P7D1dXVYo', 'http://127.0.0.1:11111/qr/certificate/Nip/5260001246/5260001246/01B39C401CD560F4/DI6MkNDa0UPTOrLd8LdxXp9bjUDT7npBh0P7D1dXVYo/jDd6Day4MPbWRz_EyUlm4rTTthMKKs4GB-OEP_NdZZ4GbauQ0KvYWIaggmvZinlfwfZVepY6npVVt-Cu0Tmz-A', '01B39C401CD560F4', '{"Duty":0,"Date":null,"Basis":"106nf","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."},{"Pl":"\u015Broda 09.12.2026 og\u0142oszono awari\u0119, zanim min\u0105\u0142 termin: liczy si\u0119 na nowo od jej ko\u0144ca (art. 106nha, 106nf ust. 5).","En":"A failure was announced on Wednesday 2026-12-09 within the term: it is counted anew from its end (art. 106nha, 106nf ust. 5)."},{"Pl":"Zdarzenie jeszcze trwa, wi\u0119c terminu nie mo\u017Cna poda\u0107.","En":"The event still goes on, so the date cannot be told yet."}],"Target":null,"LiftedBy":null}', 'issued', '{"state":"issued"}', '{"Silence":null,"Presence":{"Answers":true,"Since":"2026-12-09T11:00:05.379+00:00","AskedAt":"2026-12-09T11:00:08.328+00:00","Words":null},"Certificate":{"Serial":"01B39C401CD560F4","ValidTo":"2028-12-09T11:00:04+00:00","Status":"Active","StatusAt":"2026-12-09T12:25:08.809+00:00","Permissions":["Owner"],"PermissionsAt":"2026-12-09T13:25:10.922+00:00"},"BuyerTold":null,"Latarnia":{"State":"Available","ReadAt":"2026-12-09T12:25:08.564+00:00"},"EventId":null,"Messages":[],"MessageHashes":[],"BipReference":null}', 1609, 0, 'ff2f98fbca62233a61e542bebf59da2b');
INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, currency, gross, mode, mode_reason, hash, xml, kod_i, deadline_facts, state, state_facts, mode_evidence, repairs, corrected_hash, size, has_attachment, counted_by) VALUES (19, '5260001246', 'http://127.0.0.1:11111', 'VAT', 'FV/10/2026', '2026-12-09', '2026-12-09T12:25:08.748Z', 'Zofia Żółć', 'PLN', '123.00', 'offline24', 'technical correction of _L1l7JnAFx1T_uOhRU-v5CN2zu9N2wn-ct3QAhcWwwE; online as asked for (art. 106na)', 'SqQtsU7CG6FEys_6Fg7f9PixFCeob0vHFSDim8Yndqw', CAST('<?xml version="1.0" encoding="utf-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek>
    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
    <WariantFormularza>3</WariantFormularza>
    <DataWytworzeniaFa>2026-12-09T12:25:08Z</DataWytworzeniaFa>
    <SystemInfo>Inkaust</SystemInfo>
  </Naglowek>
  <Podmiot1>
    <DaneIdentyfikacyjne>
      <NIP>5260001246</NIP>
      <Nazwa>Atrament i Pióro sp. z o.o.</Nazwa>
    </DaneIdentyfikacyjne>
    <Adres>
      <KodKraju>PL</KodKraju>
      <AdresL1>ul. Piękna 7/3</AdresL1>
      <AdresL2>00-539 Warszawa</AdresL2>
    </Adres>
  </Podmiot1>
  <Podmiot2>
    <DaneIdentyfikacyjne>
      <BrakID>1</BrakID>
      <Nazwa>Zofia Żółć</Nazwa>
    </DaneIdentyfikacyjne>
    <JST>2</JST>
    <GV>2</GV>
  </Podmiot2>
  <Fa>
    <KodWaluty>PLN</KodWaluty>
    <P_1>2026-12-09</P_1>
    <P_2>FV/10/2026</P_2>
    <P_13_1>100.00</P_13_1>
    <P_14_1>23.00</P_14_1>
    <P_15>123.00</P_15>
    <Adnotacje>
      <P_16>2</P_16>
      <P_17>2</P_17>
      <P_18>2</P_18>
      <P_18A>2</P_18A>
      <Zwolnienie>
        <P_19N>1</P_19N>
      </Zwolnienie>
      <NoweSrodkiTransportu>
        <P_22N>1</P_22N>
      </NoweSrodkiTransportu>
      <P_23>2</P_23>
      <PMarzy>
        <P_PMarzyN>1</P_PMarzyN>
      </PMarzy>
    </Adnotacje>
    <RodzajFaktury>VAT</RodzajFaktury>
    <FaWiersz>
      <NrWierszaFa>1</NrWierszaFa>
      <P_7>Kałamarz</P_7>
      <P_8A>szt.</P_8A>
      <P_8B>1</P_8B>
      <P_9A>100.00</P_9A>
      <P_11>100.00</P_11>
      <P_12>23</P_12>
    </FaWiersz>
  </Fa>
</Faktura>' AS BLOB), 'http://127.0.0.1:11111/qr/invoice/5260001246/09-12-2026/SqQtsU7CG6FEys_6Fg7f9PixFCeob0vHFSDim8Yndqw', '{"Duty":0,"Date":null,"Basis":"106nf","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."},{"Pl":"\u015Broda 09.12.2026 og\u0142oszono awari\u0119, zanim min\u0105\u0142 termin: liczy si\u0119 na nowo od jej ko\u0144ca (art. 106nha, 106nf ust. 5).","En":"A failure was announced on Wednesday 2026-12-09 within the term: it is counted anew from its end (art. 106nha, 106nf ust. 5)."},{"Pl":"Zdarzenie jeszcze trwa, wi\u0119c terminu nie mo\u017Cna poda\u0107.","En":"The event still goes on, so the date cannot be told yet."}],"Target":null,"LiftedBy":null}', 'issued', '{"state":"issued"}', '{"Silence":null,"Presence":null,"Certificate":null,"BuyerTold":null,"Latarnia":null,"EventId":null,"Messages":[],"MessageHashes":[],"BipReference":null}', 11, '_L1l7JnAFx1T_uOhRU-v5CN2zu9N2wn-ct3QAhcWwwE', 1609, 0, 'ff2f98fbca62233a61e542bebf59da2b');
INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, currency, gross, mode, mode_reason, hash, xml, kod_i, kod_ii, certificate, deadline_facts, state, state_facts, mode_evidence, size, has_attachment, counted_by) VALUES (20, '5260001246', 'http://127.0.0.1:11111', 'VAT', 'FV/18/2026', '2026-12-09', '2026-12-09T13:25:12.734Z', 'Zofia Żółć', 'PLN', '123.00', 'unavailability', 'announced event 3 since 2026-12-09 14:20: unavailability (art. 106nh)', 'FKD1WYQAQ4UsjlrGgmYrP8S_CH2iTn6AGx70WlHEHDw', CAST('<?xml version="1.0" encoding="utf-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek>
    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
    <WariantFormularza>3</WariantFormularza>
    <DataWytworzeniaFa>2026-12-09T13:25:11Z</DataWytworzeniaFa>
    <SystemInfo>Inkaust</SystemInfo>
  </Naglowek>
  <Podmiot1>
    <DaneIdentyfikacyjne>
      <NIP>5260001246</NIP>
      <Nazwa>Atrament i Pióro sp. z o.o.</Nazwa>
    </DaneIdentyfikacyjne>
    <Adres>
      <KodKraju>PL</KodKraju>
      <AdresL1>ul. Piękna 7/3</AdresL1>
      <AdresL2>00-539 Warszawa</AdresL2>
    </Adres>
  </Podmiot1>
  <Podmiot2>
    <DaneIdentyfikacyjne>
      <BrakID>1</BrakID>
      <Nazwa>Zofia Żółć</Nazwa>
    </DaneIdentyfikacyjne>
    <JST>2</JST>
    <GV>2</GV>
  </Podmiot2>
  <Fa>
    <KodWaluty>PLN</KodWaluty>
    <P_1>2026-12-09</P_1>
    <P_2>FV/18/2026</P_2>
    <P_13_1>100.00</P_13_1>
    <P_14_1>23.00</P_14_1>
    <P_15>123.00</P_15>
    <Adnotacje>
      <P_16>2</P_16>
      <P_17>2</P_17>
      <P_18>2</P_18>
      <P_18A>2</P_18A>
      <Zwolnienie>
        <P_19N>1</P_19N>
      </Zwolnienie>
      <NoweSrodkiTransportu>
        <P_22N>1</P_22N>
      </NoweSrodkiTransportu>
      <P_23>2</P_23>
      <PMarzy>
        <P_PMarzyN>1</P_PMarzyN>
      </PMarzy>
    </Adnotacje>
    <RodzajFaktury>VAT</RodzajFaktury>
    <FaWiersz>
      <NrWierszaFa>1</NrWierszaFa>
      <P_7>Kałamarz</P_7>
      <P_8A>szt.</P_8A>
      <P_8B>1</P_8B>
      <P_9A>100.00</P_9A>
      <P_11>100.00</P_11>
      <P_12>23</P_12>
    </FaWiersz>
  </Fa>
</Faktura>' AS BLOB), 'http://127.0.0.1:11111/qr/invoice/5260001246/09-12-2026/FKD1WYQAQ4UsjlrGgmYrP8S_CH2iTn6AGx70WlHEHDw', 'http://127.0.0.1:11111/qr/certificate/Nip/5260001246/5260001246/01B39C401CD560F4/FKD1WYQAQ4UsjlrGgmYrP8S_CH2iTn6AGx70WlHEHDw/pEUZpXiAQcAi8VaNzLFGl2dGWw2_rGlBXJ4xEun2qZvQWnbAdKXFnTNlbKyxxABP8PdSmwglXqNoKKr8lSho9w', '01B39C401CD560F4', '{"Duty":0,"Date":null,"Basis":"106nf","Steps":[{"Pl":"Zdarzenie jeszcze trwa, wi\u0119c terminu nie mo\u017Cna poda\u0107.","En":"The event still goes on, so the date cannot be told yet."},{"Pl":"\u015Broda 09.12.2026 og\u0142oszono awari\u0119, zanim min\u0105\u0142 termin: liczy si\u0119 na nowo od jej ko\u0144ca (art. 106nha, 106nf ust. 5).","En":"A failure was announced on Wednesday 2026-12-09 within the term: it is counted anew from its end (art. 106nha, 106nf ust. 5)."},{"Pl":"Zdarzenie jeszcze trwa, wi\u0119c terminu nie mo\u017Cna poda\u0107.","En":"The event still goes on, so the date cannot be told yet."}],"Target":null,"LiftedBy":null}', 'issued', '{"state":"issued"}', '{"Silence":"fetching the public keys: the connection broke","Presence":{"Answers":false,"Since":"2026-12-09T13:25:12.7162319+00:00","AskedAt":"2026-12-09T13:25:12.7162319+00:00","Words":"fetching the public keys: the connection broke"},"Certificate":{"Serial":"01B39C401CD560F4","ValidTo":"2028-12-09T11:00:04+00:00","Status":"Active","StatusAt":"2026-12-09T12:25:08.809+00:00","Permissions":["Owner"],"PermissionsAt":"2026-12-09T13:25:10.922+00:00"},"BuyerTold":5,"Latarnia":{"State":"Maintenance","ReadAt":"2026-12-09T13:25:11.172+00:00"},"EventId":3,"Messages":["{\u0022id\u0022:\u00221617c0fe-3901-4bd8-a9d5-aa91323431ff\u0022,\u0022eventId\u0022:3,\u0022category\u0022:\u0022MAINTENANCE\u0022,\u0022type\u0022:\u0022MAINTENANCE_ANNOUNCEMENT\u0022,\u0022title\u0022:\u0022Komunikat\u0022,\u0022text\u0022:\u0022Tre\u015B\u0107 komunikatu\u0022,\u0022start\u0022:\u00222026-12-09T13:20:00\u002B00:00\u0022,\u0022end\u0022:\u00222026-12-09T14:00:00\u002B00:00\u0022,\u0022version\u0022:1,\u0022published\u0022:\u00222026-12-09T13:25:11.1597147\u002B00:00\u0022}"],"MessageHashes":["13be6b4728f5e5ec07c7bd0f23b0398d5a27e6c05523b61f9764b9c053731bf9"],"BipReference":null}', 1609, 0, 'ff2f98fbca62233a61e542bebf59da2b');
INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, currency, gross, mode, mode_reason, hash, xml, kod_i, kod_ii, certificate, deadline_facts, state, state_facts, mode_evidence, size, has_attachment, counted_by) VALUES (21, '5260001246', 'http://127.0.0.1:11111', 'VAT', 'FV/19/2026', '2026-12-09', '2026-12-09T13:25:12.827Z', 'Zofia Żółć', 'PLN', '123.00', 'failure', 'announced event 7 since 2026-12-09 14:24: failure (art. 106nf)', 'uYKseANBF1tjfgb01Rr5q7hHhLOl3DfedGAZcRN8ymw', CAST('<?xml version="1.0" encoding="utf-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek>
    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
    <WariantFormularza>3</WariantFormularza>
    <DataWytworzeniaFa>2026-12-09T13:25:12Z</DataWytworzeniaFa>
    <SystemInfo>Inkaust</SystemInfo>
  </Naglowek>
  <Podmiot1>
    <DaneIdentyfikacyjne>
      <NIP>5260001246</NIP>
      <Nazwa>Atrament i Pióro sp. z o.o.</Nazwa>
    </DaneIdentyfikacyjne>
    <Adres>
      <KodKraju>PL</KodKraju>
      <AdresL1>ul. Piękna 7/3</AdresL1>
      <AdresL2>00-539 Warszawa</AdresL2>
    </Adres>
  </Podmiot1>
  <Podmiot2>
    <DaneIdentyfikacyjne>
      <BrakID>1</BrakID>
      <Nazwa>Zofia Żółć</Nazwa>
    </DaneIdentyfikacyjne>
    <JST>2</JST>
    <GV>2</GV>
  </Podmiot2>
  <Fa>
    <KodWaluty>PLN</KodWaluty>
    <P_1>2026-12-09</P_1>
    <P_2>FV/19/2026</P_2>
    <P_13_1>100.00</P_13_1>
    <P_14_1>23.00</P_14_1>
    <P_15>123.00</P_15>
    <Adnotacje>
      <P_16>2</P_16>
      <P_17>2</P_17>
      <P_18>2</P_18>
      <P_18A>2</P_18A>
      <Zwolnienie>
        <P_19N>1</P_19N>
      </Zwolnienie>
      <NoweSrodkiTransportu>
        <P_22N>1</P_22N>
      </NoweSrodkiTransportu>
      <P_23>2</P_23>
      <PMarzy>
        <P_PMarzyN>1</P_PMarzyN>
      </PMarzy>
    </Adnotacje>
    <RodzajFaktury>VAT</RodzajFaktury>
    <FaWiersz>
      <NrWierszaFa>1</NrWierszaFa>
      <P_7>Kałamarz</P_7>
      <P_8A>szt.</P_8A>
      <P_8B>1</P_8B>
      <P_9A>100.00</P_9A>
      <P_11>100.00</P_11>
      <P_12>23</P_12>
    </FaWiersz>
  </Fa>
</Faktura>' AS BLOB), 'http://127.0.0.1:11111/qr/invoice/5260001246/09-12-2026/uYKseANBF1tjfgb01Rr5q7hHhLOl3DfedGAZcRN8ymw', 'http://127.0.0.1:11111/qr/certificate/Nip/5260001246/5260001246/01B39C401CD560F4/uYKseANBF1tjfgb01Rr5q7hHhLOl3DfedGAZcRN8ymw/bbhBvi01vq_4YZb7fwapjUiuOoJYStDVPyAistBy53rsBVtTdA1N4M1UjlDYvyjmECT4SZIBuz6lpMNLPnX9nw', '01B39C401CD560F4', '{"Duty":0,"Date":null,"Basis":"106nf","Steps":[{"Pl":"Zdarzenie jeszcze trwa, wi\u0119c terminu nie mo\u017Cna poda\u0107.","En":"The event still goes on, so the date cannot be told yet."}],"Target":null,"LiftedBy":null}', 'issued', '{"state":"issued"}', '{"Silence":null,"Presence":{"Answers":false,"Since":"2026-12-09T13:25:12.716+00:00","AskedAt":"2026-12-09T13:25:12.716+00:00","Words":"fetching the public keys: the connection broke"},"Certificate":{"Serial":"01B39C401CD560F4","ValidTo":"2028-12-09T11:00:04+00:00","Status":"Active","StatusAt":"2026-12-09T12:25:08.809+00:00","Permissions":["Owner"],"PermissionsAt":"2026-12-09T13:25:10.922+00:00"},"BuyerTold":null,"Latarnia":{"State":"Failure","ReadAt":"2026-12-09T13:25:12.82+00:00"},"EventId":7,"Messages":["{\u0022id\u0022:\u0022a89e807e-b713-4cdc-a249-4bc0b332a6b0\u0022,\u0022eventId\u0022:7,\u0022category\u0022:\u0022FAILURE\u0022,\u0022type\u0022:\u0022FAILURE_START\u0022,\u0022title\u0022:\u0022Komunikat\u0022,\u0022text\u0022:\u0022Tre\u015B\u0107 komunikatu\u0022,\u0022start\u0022:\u00222026-12-09T13:24:00\u002B00:00\u0022,\u0022version\u0022:1,\u0022published\u0022:\u00222026-12-09T13:25:12.7849405\u002B00:00\u0022}"],"MessageHashes":["d3fdce8c20f2c1793a7eff15649bb427b0dddde1dffee9b90e861c41f2508189"],"BipReference":null}', 1609, 0, 'ff2f98fbca62233a61e542bebf59da2b');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (1, 1, '2026-12-09T11:00:05.517Z', 'issued', '{"state":"issued"}', 'issued: KSeF answers: online (art. 106na)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (2, 2, '2026-12-09T11:00:05.571Z', 'issued', '{"state":"issued"}', 'issued: offline24 as asked for (art. 106nda)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (3, 1, '2026-12-09T11:00:05.877Z', 'sending', '{"state":"sending","session":"20261209-SO-FD51CE7CC8-138D16CD6D-A2","reference":null}', 'about to be sent in session 20261209-SO-FD51CE7CC8-138D16CD6D-A2');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (4, 1, '2026-12-09T11:00:05.956Z', 'sending', '{"state":"sending","session":"20261209-SO-FD51CE7CC8-138D16CD6D-A2","reference":"20261209-EE-22F13E9763-257AB3F47B-40"}', 'KSeF took it in under 20261209-EE-22F13E9763-257AB3F47B-40; not accepted yet');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (5, 2, '2026-12-09T11:00:05.973Z', 'sending', '{"state":"sending","session":"20261209-SO-FD51CE7CC8-138D16CD6D-A2","reference":null}', 'about to be sent in session 20261209-SO-FD51CE7CC8-138D16CD6D-A2');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (6, 2, '2026-12-09T11:00:05.983Z', 'sending', '{"state":"sending","session":"20261209-SO-FD51CE7CC8-138D16CD6D-A2","reference":"20261209-EE-9205ABEBFF-16D3DE19F8-D4"}', 'KSeF took it in under 20261209-EE-9205ABEBFF-16D3DE19F8-D4; not accepted yet');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (7, 1, '2026-12-09T11:00:06.239Z', 'accepted', '{"state":"accepted","ksefNumber":"5260001246-20261209-B763D2460315-71","acceptedAt":"2026-12-09T11:00:05.996766+00:00","session":"20261209-SO-FD51CE7CC8-138D16CD6D-A2","reference":"20261209-EE-22F13E9763-257AB3F47B-40","sentAt":"2026-12-09T11:00:05.9396004+00:00"}', 'KSeF gave it the number 5260001246-20261209-B763D2460315-71');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (8, 2, '2026-12-09T11:00:06.253Z', 'accepted', '{"state":"accepted","ksefNumber":"5260001246-20261209-CDB0DCC909F6-8E","acceptedAt":"2026-12-09T11:00:05.9853616+00:00","session":"20261209-SO-FD51CE7CC8-138D16CD6D-A2","reference":"20261209-EE-9205ABEBFF-16D3DE19F8-D4","sentAt":"2026-12-09T11:00:05.977257+00:00"}', 'KSeF gave it the number 5260001246-20261209-CDB0DCC909F6-8E');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (9, 3, '2026-12-09T11:00:07.113Z', 'issued', '{"state":"issued"}', 'issued: offline24 as asked for (art. 106nda)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (10, 4, '2026-12-09T11:00:07.130Z', 'issued', '{"state":"issued"}', 'issued: offline24 as asked for (art. 106nda)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (11, 3, '2026-12-09T11:00:07.235Z', 'sending', '{"state":"sending","session":"20261209-SO-FE04EDC96A-DA47EB6CEF-A5","reference":null}', 'about to be sent in session 20261209-SO-FE04EDC96A-DA47EB6CEF-A5');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (12, 3, '2026-12-09T11:00:07.247Z', 'sending', '{"state":"sending","session":"20261209-SO-FE04EDC96A-DA47EB6CEF-A5","reference":"20261209-EE-507F0E1411-94D868634D-FD"}', 'KSeF took it in under 20261209-EE-507F0E1411-94D868634D-FD; not accepted yet');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (13, 4, '2026-12-09T11:00:07.248Z', 'sending', '{"state":"sending","session":"20261209-SO-FE04EDC96A-DA47EB6CEF-A5","reference":null}', 'about to be sent in session 20261209-SO-FE04EDC96A-DA47EB6CEF-A5');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (14, 4, '2026-12-09T11:00:07.259Z', 'sending', '{"state":"sending","session":"20261209-SO-FE04EDC96A-DA47EB6CEF-A5","reference":"20261209-EE-09313B6B9C-63CF5A12F4-10"}', 'KSeF took it in under 20261209-EE-09313B6B9C-63CF5A12F4-10; not accepted yet');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (15, 3, '2026-12-09T11:00:07.262Z', 'accepted', '{"state":"accepted","ksefNumber":"5260001246-20261209-EB1C131D6388-F8","acceptedAt":"2026-12-09T11:00:07.2401686+00:00","session":"20261209-SO-FE04EDC96A-DA47EB6CEF-A5","reference":"20261209-EE-507F0E1411-94D868634D-FD","sentAt":"2026-12-09T11:00:07.2392617+00:00"}', 'KSeF gave it the number 5260001246-20261209-EB1C131D6388-F8');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (16, 4, '2026-12-09T11:00:07.269Z', 'accepted', '{"state":"accepted","ksefNumber":"5260001246-20261209-DCB3CD50391D-52","acceptedAt":"2026-12-09T11:00:07.2600831+00:00","session":"20261209-SO-FE04EDC96A-DA47EB6CEF-A5","reference":"20261209-EE-09313B6B9C-63CF5A12F4-10","sentAt":"2026-12-09T11:00:07.2491626+00:00"}', 'KSeF gave it the number 5260001246-20261209-DCB3CD50391D-52');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (17, 5, '2026-12-09T11:00:07.532Z', 'issued', '{"state":"issued"}', 'issued: online as asked for (art. 106na)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (18, 5, '2026-12-09T11:00:07.645Z', 'sending', '{"state":"sending","session":"20261209-SO-5C35B5A69A-2047D76308-B6","reference":null}', 'about to be sent in session 20261209-SO-5C35B5A69A-2047D76308-B6');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (19, 5, '2026-12-09T11:00:07.651Z', 'sending', '{"state":"sending","session":"20261209-SO-5C35B5A69A-2047D76308-B6","reference":"20261209-EE-34A8A5A5D9-64ED5A589F-25"}', 'KSeF took it in under 20261209-EE-34A8A5A5D9-64ED5A589F-25; not accepted yet');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (20, 5, '2026-12-09T11:00:07.661Z', 'rejected', '{"state":"rejected","code":450,"reason":"B\u0142\u0105d weryfikacji semantyki dokumentu faktury","details":["Nieprawid\u0142owy XML","Plik zawiera instrukcj\u0119 przetwarzania."],"session":"20261209-SO-5C35B5A69A-2047D76308-B6"}', 'KSeF refused it: 450 Błąd weryfikacji semantyki dokumentu faktury (Nieprawidłowy XML; Plik zawiera instrukcję przetwarzania)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (21, 6, '2026-12-09T11:00:07.750Z', 'issued', '{"state":"issued"}', 'issued: technical correction of LRWih15wbwcw-geP0hjdXhd3crQ2jloc5QUcKlU2b88; online as asked for (art. 106na)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (22, 6, '2026-12-09T11:00:07.811Z', 'sending', '{"state":"sending","session":"20261209-SO-F8C6392D43-14B76B13D7-7A","reference":null}', 'about to be sent in session 20261209-SO-F8C6392D43-14B76B13D7-7A');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (23, 6, '2026-12-09T11:00:07.842Z', 'sending', '{"state":"sending","session":"20261209-SO-F8C6392D43-14B76B13D7-7A","reference":"20261209-EE-B520754901-C58262C917-90"}', 'KSeF took it in under 20261209-EE-B520754901-C58262C917-90; not accepted yet');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (24, 6, '2026-12-09T11:00:07.856Z', 'accepted', '{"state":"accepted","ksefNumber":"5260001246-20261209-3785AAC7093A-FA","acceptedAt":"2026-12-09T11:00:07.8419349+00:00","session":"20261209-SO-F8C6392D43-14B76B13D7-7A","reference":"20261209-EE-B520754901-C58262C917-90","sentAt":"2026-12-09T11:00:07.8325358+00:00"}', 'KSeF gave it the number 5260001246-20261209-3785AAC7093A-FA');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (25, 5, '2026-12-09T11:00:07.873Z', 'technicallycorrected', '{"state":"technicallycorrected","by":6,"ksefNumber":"5260001246-20261209-3785AAC7093A-FA"}', 'its technical correction was accepted under 5260001246-20261209-3785AAC7093A-FA');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (26, 7, '2026-12-09T11:00:08.056Z', 'issued', '{"state":"issued"}', 'issued: online as asked for (art. 106na)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (27, 7, '2026-12-09T11:00:08.170Z', 'sending', '{"state":"sending","session":"20261209-SO-F53AE27ACC-A9D41A703B-C9","reference":null}', 'about to be sent in session 20261209-SO-F53AE27ACC-A9D41A703B-C9');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (28, 7, '2026-12-09T11:00:08.187Z', 'sending', '{"state":"sending","session":"20261209-SO-F53AE27ACC-A9D41A703B-C9","reference":"20261209-EE-118D683F91-D4B3E91D4E-61"}', 'KSeF took it in under 20261209-EE-118D683F91-D4B3E91D4E-61; not accepted yet');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (29, 7, '2026-12-09T11:00:08.205Z', 'rejected', '{"state":"rejected","code":450,"reason":"B\u0142\u0105d weryfikacji semantyki dokumentu faktury","details":["Nieprawid\u0142owy XML","Plik zawiera instrukcj\u0119 przetwarzania."],"session":"20261209-SO-F53AE27ACC-A9D41A703B-C9"}', 'KSeF refused it: 450 Błąd weryfikacji semantyki dokumentu faktury (Nieprawidłowy XML; Plik zawiera instrukcję przetwarzania)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (30, 8, '2026-12-09T11:00:08.339Z', 'issued', '{"state":"issued"}', 'issued: KSeF answers: online (art. 106na)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (31, 8, '2026-12-09T11:00:08.403Z', 'sending', '{"state":"sending","session":"20261209-SO-4D83F36D45-22CA6EA5D1-44","reference":null}', 'about to be sent in session 20261209-SO-4D83F36D45-22CA6EA5D1-44');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (32, 8, '2026-12-09T11:00:08.410Z', 'sending', '{"state":"sending","session":"20261209-SO-4D83F36D45-22CA6EA5D1-44","reference":"20261209-EE-EB70F9B92C-F09F190678-96"}', 'KSeF took it in under 20261209-EE-EB70F9B92C-F09F190678-96; not accepted yet');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (33, 8, '2026-12-09T11:00:08.420Z', 'accepted', '{"state":"accepted","ksefNumber":"5260001246-20261209-727DD608AC51-59","acceptedAt":"2026-12-09T11:00:08.4102893+00:00","session":"20261209-SO-4D83F36D45-22CA6EA5D1-44","reference":"20261209-EE-EB70F9B92C-F09F190678-96","sentAt":"2026-12-09T11:00:08.4089852+00:00"}', 'KSeF gave it the number 5260001246-20261209-727DD608AC51-59');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (34, 9, '2026-12-09T12:00:08.448Z', 'issued', '{"state":"issued"}', 'issued: offline24 as asked for (art. 106nda)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (35, 9, '2026-12-09T12:00:08.542Z', 'waived', '{"state":"waived","eventId":9}', 'total failure, confirmed by a person: no duty to send (art. 106ng, 106nha)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (36, 10, '2026-12-09T12:00:08.554Z', 'waived', '{"state":"waived","eventId":9}', 'issued: announced event 9 since 2026-12-09 12:55: total-failure (art. 106ng)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (37, 11, '2026-12-09T12:25:08.765Z', 'issued', '{"state":"issued"}', 'issued: online as asked for (art. 106na)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (38, 11, '2026-12-09T12:25:08.794Z', 'sending', '{"state":"sending","session":"20261209-SO-BF7A6EB427-67ADA8FD2D-54","reference":null}', 'about to be sent in session 20261209-SO-BF7A6EB427-67ADA8FD2D-54');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (39, 11, '2026-12-09T12:25:08.796Z', 'sending', '{"state":"sending","session":"20261209-SO-BF7A6EB427-67ADA8FD2D-54","reference":"20261209-EE-B0F1CFAC53-A8C6565446-B1"}', 'KSeF took it in under 20261209-EE-B0F1CFAC53-A8C6565446-B1; not accepted yet');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (40, 11, '2026-12-09T12:25:08.798Z', 'rejected', '{"state":"rejected","code":450,"reason":"B\u0142\u0105d weryfikacji semantyki dokumentu faktury","details":["Nieprawid\u0142owy XML","Plik zawiera instrukcj\u0119 przetwarzania."],"session":"20261209-SO-BF7A6EB427-67ADA8FD2D-54"}', 'KSeF refused it: 450 Błąd weryfikacji semantyki dokumentu faktury (Nieprawidłowy XML; Plik zawiera instrukcję przetwarzania)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (41, 12, '2026-12-09T12:25:08.820Z', 'issued', '{"state":"issued"}', 'issued: offline24 as asked for (art. 106nda)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (42, 12, '2026-12-09T12:25:08.850Z', 'sending', '{"state":"sending","session":"20261209-SO-13C872949B-F5518A9E23-E8","reference":null}', 'about to be sent in session 20261209-SO-13C872949B-F5518A9E23-E8');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (43, 12, '2026-12-09T12:25:08.855Z', 'sending', '{"state":"sending","session":"20261209-SO-13C872949B-F5518A9E23-E8","reference":"20261209-EE-75309DDCF0-71607C1FBF-8B"}', 'KSeF took it in under 20261209-EE-75309DDCF0-71607C1FBF-8B; not accepted yet');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (44, 12, '2026-12-09T12:25:08.864Z', 'accepted', '{"state":"accepted","ksefNumber":"5260001246-20261209-17E5DA34EB42-D9","acceptedAt":"2026-12-09T12:25:08.8541882+00:00","session":"20261209-SO-13C872949B-F5518A9E23-E8","reference":"20261209-EE-75309DDCF0-71607C1FBF-8B","sentAt":"2026-12-09T12:25:08.8532422+00:00"}', 'KSeF gave it the number 5260001246-20261209-17E5DA34EB42-D9');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (45, 13, '2026-12-09T13:25:08.900Z', 'issued', '{"state":"issued"}', 'issued: offline24 as asked for (art. 106nda)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (46, 13, '2026-12-09T13:25:09.394Z', 'sending', '{"state":"sending","session":"20261209-SB-BB896B5D69-8AD4859FC8-89","reference":null}', 'about to be sent in batch session 20261209-SB-BB896B5D69-8AD4859FC8-89');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (47, 13, '2026-12-09T13:25:10.023Z', 'issued', '{"state":"issued"}', 'session 20261209-SB-BB896B5D69-8AD4859FC8-89 ended without it (405 Błąd weryfikacji poprawności dostarczonych elementów paczki): KSeF has not got it');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (48, 13, '2026-12-09T13:25:10.151Z', 'sending', '{"state":"sending","session":"20261209-SB-E5F0AD5ACE-6F7C087FE6-E9","reference":null}', 'about to be sent in batch session 20261209-SB-E5F0AD5ACE-6F7C087FE6-E9');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (49, 13, '2026-12-09T13:25:10.291Z', 'issued', '{"state":"issued"}', 'session 20261209-SB-E5F0AD5ACE-6F7C087FE6-E9 ended without it (405 Błąd weryfikacji poprawności dostarczonych elementów paczki): KSeF has not got it');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (50, 14, '2026-12-09T13:25:10.376Z', 'issued', '{"state":"issued"}', 'issued: offline24 as asked for (art. 106nda)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (51, 14, '2026-12-09T13:25:10.427Z', 'sending', '{"state":"sending","session":"20261209-SO-58A3F47672-5BE44AF3E5-06","reference":null}', 'about to be sent in session 20261209-SO-58A3F47672-5BE44AF3E5-06');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (52, 14, '2026-12-09T13:25:10.447Z', 'sending', '{"state":"sending","session":"20261209-SO-58A3F47672-5BE44AF3E5-06","reference":"20261209-EE-0AABB06E7A-9956A0DB39-FC"}', 'KSeF took it in under 20261209-EE-0AABB06E7A-9956A0DB39-FC; not accepted yet');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (53, 15, '2026-12-09T13:25:10.726Z', 'issued', '{"state":"issued"}', 'issued: offline24 as asked for (art. 106nda)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (54, 15, '2026-12-09T13:25:10.747Z', 'sending', '{"state":"sending","session":"20261209-SO-15C96CB9B0-00DE522A60-B8","reference":null}', 'about to be sent in session 20261209-SO-15C96CB9B0-00DE522A60-B8');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (55, 15, '2026-12-09T13:25:10.891Z', 'unknown', '{"state":"unknown","session":"20261209-SO-15C96CB9B0-00DE522A60-B8","reference":null}', 'the answer was lost: sending an invoice: the connection broke');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (56, 16, '2026-12-09T13:25:10.911Z', 'issued', '{"state":"issued"}', 'issued: offline24 as asked for (art. 106nda)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (57, 16, '2026-12-09T13:25:10.943Z', 'sending', '{"state":"sending","session":"20261209-SO-9496FE7179-08304EAB5C-6F","reference":null}', 'about to be sent in session 20261209-SO-9496FE7179-08304EAB5C-6F');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (58, 17, '2026-12-09T13:25:10.977Z', 'issued', '{"state":"issued"}', 'issued: online as asked for (art. 106na)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (59, 18, '2026-12-09T13:25:11.005Z', 'issued', '{"state":"issued"}', 'issued: offline24 as asked for (art. 106nda)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (60, 19, '2026-12-09T13:25:11.143Z', 'issued', '{"state":"issued"}', 'issued: technical correction of _L1l7JnAFx1T_uOhRU-v5CN2zu9N2wn-ct3QAhcWwwE; online as asked for (art. 106na)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (61, 20, '2026-12-09T13:25:12.756Z', 'issued', '{"state":"issued"}', 'issued: announced event 3 since 2026-12-09 14:20: unavailability (art. 106nh)');
INSERT INTO transition (id, invoice, at, state, facts, cause) VALUES (62, 21, '2026-12-09T13:25:12.870Z', 'issued', '{"state":"issued"}', 'issued: announced event 7 since 2026-12-09 14:24: failure (art. 106nf)');
INSERT INTO session (reference, company, environment, opened_at, settled_at, outcome) VALUES ('20261209-SO-FD51CE7CC8-138D16CD6D-A2', '5260001246', 'http://127.0.0.1:11111', '2026-12-09T11:00:05.856Z', '2026-12-09T11:00:06.449Z', '200 Sesja interaktywna przetworzona pomyślnie');
INSERT INTO session (reference, company, environment, opened_at, settled_at, outcome) VALUES ('20261209-SO-FE04EDC96A-DA47EB6CEF-A5', '5260001246', 'http://127.0.0.1:11111', '2026-12-09T11:00:07.235Z', '2026-12-09T11:00:07.276Z', '200 Sesja interaktywna przetworzona pomyślnie');
INSERT INTO session (reference, company, environment, opened_at, settled_at, outcome) VALUES ('20261209-SO-5C35B5A69A-2047D76308-B6', '5260001246', 'http://127.0.0.1:11111', '2026-12-09T11:00:07.643Z', '2026-12-09T11:00:07.672Z', '445 Błąd weryfikacji, brak poprawnych faktur');
INSERT INTO session (reference, company, environment, opened_at, settled_at, outcome) VALUES ('20261209-SO-F8C6392D43-14B76B13D7-7A', '5260001246', 'http://127.0.0.1:11111', '2026-12-09T11:00:07.804Z', '2026-12-09T11:00:07.865Z', '200 Sesja interaktywna przetworzona pomyślnie');
INSERT INTO session (reference, company, environment, opened_at, settled_at, outcome) VALUES ('20261209-SO-F53AE27ACC-A9D41A703B-C9', '5260001246', 'http://127.0.0.1:11111', '2026-12-09T11:00:08.155Z', '2026-12-09T11:00:08.213Z', '445 Błąd weryfikacji, brak poprawnych faktur');
INSERT INTO session (reference, company, environment, opened_at, settled_at, outcome) VALUES ('20261209-SO-4D83F36D45-22CA6EA5D1-44', '5260001246', 'http://127.0.0.1:11111', '2026-12-09T11:00:08.400Z', '2026-12-09T11:00:08.425Z', '200 Sesja interaktywna przetworzona pomyślnie');
INSERT INTO session (reference, company, environment, opened_at, settled_at, outcome) VALUES ('20261209-SO-BF7A6EB427-67ADA8FD2D-54', '5260001246', 'http://127.0.0.1:11111', '2026-12-09T12:25:08.792Z', '2026-12-09T12:25:08.801Z', '445 Błąd weryfikacji, brak poprawnych faktur');
INSERT INTO session (reference, company, environment, opened_at, settled_at, outcome) VALUES ('20261209-SO-13C872949B-F5518A9E23-E8', '5260001246', 'http://127.0.0.1:11111', '2026-12-09T12:25:08.843Z', '2026-12-09T12:25:08.869Z', '200 Sesja interaktywna przetworzona pomyślnie');
INSERT INTO session (reference, company, environment, opened_at, settled_at, outcome) VALUES ('20261209-SB-BB896B5D69-8AD4859FC8-89', '5260001246', 'http://127.0.0.1:11111', '2026-12-09T13:25:09.383Z', '2026-12-09T13:25:09.654Z', '405 Błąd weryfikacji poprawności dostarczonych elementów paczki');
INSERT INTO session (reference, company, environment, opened_at, settled_at, outcome) VALUES ('20261209-SB-E5F0AD5ACE-6F7C087FE6-E9', '5260001246', 'http://127.0.0.1:11111', '2026-12-09T13:25:10.132Z', '2026-12-09T13:25:10.274Z', '405 Błąd weryfikacji poprawności dostarczonych elementów paczki');
INSERT INTO session (reference, company, environment, opened_at) VALUES ('20261209-SO-58A3F47672-5BE44AF3E5-06', '5260001246', 'http://127.0.0.1:11111', '2026-12-09T13:25:10.423Z');
INSERT INTO session (reference, company, environment, opened_at) VALUES ('20261209-SO-15C96CB9B0-00DE522A60-B8', '5260001246', 'http://127.0.0.1:11111', '2026-12-09T13:25:10.745Z');
INSERT INTO session (reference, company, environment, opened_at) VALUES ('20261209-SO-9496FE7179-08304EAB5C-6F', '5260001246', 'http://127.0.0.1:11111', '2026-12-09T13:25:10.930Z');
INSERT INTO announcement (id, environment, raw, raw_hash, first_read_at) VALUES (1, 'http://127.0.0.1:11111', '{"id":"449fddfa-f59a-4856-8fd3-2a04f9365983","eventId":9,"category":"TOTAL_FAILURE","type":"FAILURE_START","title":"Komunikat","text":"Treść komunikatu","start":"2026-12-09T11:55:00+00:00","version":1,"published":"2026-12-09T12:00:08.483855+00:00"}', '887e4aa007d43c1f43a43d755014cb35527b55c726dcccc8a0a7801335b2f181', '2026-12-09T12:00:08.510Z');
INSERT INTO announcement (id, environment, raw, raw_hash, first_read_at) VALUES (2, 'http://127.0.0.1:11111', '{"id":"b0a3565d-7b0a-4aef-a3ef-6ef8541316e7","eventId":9,"category":"TOTAL_FAILURE","type":"FAILURE_END","title":"Komunikat","text":"Treść komunikatu","start":"2026-12-09T11:55:00+00:00","end":"2026-12-09T12:15:00+00:00","version":1,"published":"2026-12-09T12:20:08.5565449+00:00"}', 'ae18dc07793897f37ff97067acf650a3ede1b7d74bac70f86f7bf377297d78e9', '2026-12-09T12:25:08.564Z');
INSERT INTO announcement (id, environment, raw, raw_hash, first_read_at) VALUES (3, 'http://127.0.0.1:11111', '{"id":"1617c0fe-3901-4bd8-a9d5-aa91323431ff","eventId":3,"category":"MAINTENANCE","type":"MAINTENANCE_ANNOUNCEMENT","title":"Komunikat","text":"Treść komunikatu","start":"2026-12-09T13:20:00+00:00","end":"2026-12-09T14:00:00+00:00","version":1,"published":"2026-12-09T13:25:11.1597147+00:00"}', '13be6b4728f5e5ec07c7bd0f23b0398d5a27e6c05523b61f9764b9c053731bf9', '2026-12-09T13:25:11.172Z');
INSERT INTO announcement (id, environment, raw, raw_hash, first_read_at) VALUES (4, 'http://127.0.0.1:11111', '{"id":"a89e807e-b713-4cdc-a249-4bc0b332a6b0","eventId":7,"category":"FAILURE","type":"FAILURE_START","title":"Komunikat","text":"Treść komunikatu","start":"2026-12-09T13:24:00+00:00","version":1,"published":"2026-12-09T13:25:12.7849405+00:00"}', 'd3fdce8c20f2c1793a7eff15649bb427b0dddde1dffee9b90e861c41f2508189', '2026-12-09T13:25:12.792Z');
INSERT INTO latarnia (environment, state, read_at) VALUES ('http://127.0.0.1:11111', 'Failure', '2026-12-09T13:25:12.820Z');
INSERT INTO total_failure (environment, event_id, reference, confirmed_at) VALUES ('http://127.0.0.1:11111', 9, 'Polskie Radio, 9.12.2026, 13:00', '2026-12-09T12:00:08.515Z');
INSERT INTO deadline_change (id, invoice, at, facts) VALUES (1, 9, '2026-12-09T12:00:08.534Z', '{"Duty":0,"Date":"2026-12-10","Basis":"106nda","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."}],"Target":"2026-12-09","LiftedBy":null}');
INSERT INTO deadline_change (id, invoice, at, facts) VALUES (2, 20, '2026-12-09T13:25:12.912Z', '{"Duty":0,"Date":null,"Basis":"106nh","Steps":[{"Pl":"Zdarzenie jeszcze trwa, wi\u0119c terminu nie mo\u017Cna poda\u0107.","En":"The event still goes on, so the date cannot be told yet."}],"Target":null,"LiftedBy":null}');
INSERT INTO deadline_change (id, invoice, at, facts) VALUES (3, 13, '2026-12-09T13:25:12.912Z', '{"Duty":0,"Date":"2026-12-10","Basis":"106nda","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."}],"Target":"2026-12-09","LiftedBy":null}');
INSERT INTO deadline_change (id, invoice, at, facts) VALUES (4, 17, '2026-12-09T13:25:12.913Z', '{"Duty":0,"Date":"2026-12-10","Basis":"106nda","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"Wys\u0142ana p\u00F3\u017Aniej ni\u017C tego dnia jest faktur\u0105 offline24 (art. 106nda ust. 16); bezpiecznie liczy si\u0119 jej ten sam termin.","En":"Sent later than on that day it is an offline24 invoice (art. 106nda ust. 16); to be safe the same term is counted."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."}],"Target":"2026-12-09","LiftedBy":null}');
INSERT INTO deadline_change (id, invoice, at, facts) VALUES (5, 18, '2026-12-09T13:25:12.913Z', '{"Duty":0,"Date":"2026-12-10","Basis":"106nda","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."}],"Target":"2026-12-09","LiftedBy":null}');
INSERT INTO deadline_change (id, invoice, at, facts) VALUES (6, 19, '2026-12-09T13:25:12.913Z', '{"Duty":0,"Date":"2026-12-10","Basis":"106nda","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."}],"Target":"2026-12-09","LiftedBy":null}');
INSERT INTO deadline_change (id, invoice, at, facts) VALUES (7, 14, '2026-12-09T13:25:12.913Z', '{"Duty":0,"Date":"2026-12-10","Basis":"106nda","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."}],"Target":"2026-12-09","LiftedBy":null}');
INSERT INTO deadline_change (id, invoice, at, facts) VALUES (8, 16, '2026-12-09T13:25:12.913Z', '{"Duty":0,"Date":"2026-12-10","Basis":"106nda","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."}],"Target":"2026-12-09","LiftedBy":null}');
INSERT INTO deadline_change (id, invoice, at, facts) VALUES (9, 15, '2026-12-09T13:25:12.913Z', '{"Duty":0,"Date":"2026-12-10","Basis":"106nda","Steps":[{"Pl":"Data wystawienia (P_1): \u015Broda 09.12.2026.","En":"Date of issue (P_1): Wednesday 2026-12-09."},{"Pl":"offline24: przes\u0142a\u0107 najp\u00F3\u017Aniej w nast\u0119pnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).","En":"offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2)."},{"Pl":"Termin: czwartek 10.12.2026, do ko\u0144ca dnia w Polsce.","En":"Deadline: Thursday 2026-12-10, until the end of the day in Poland."}],"Target":"2026-12-09","LiftedBy":null}');
INSERT INTO held_correction (id, company, environment, original, kind, number, draft, wish, held_at) VALUES (1, '5260001246', 'http://127.0.0.1:11111', 18, 'KOR', 'FK/1/2026', CAST('{
  "number": "FK/1/2026",
  "buyer": {
    "name": "Zofia Żółć"
  },
  "lines": [
    {
      "name": "Kałamarz",
      "quantity": 1,
      "unit": "szt.",
      "price": 100,
      "rate": 23
    }
  ],
  "correction": {
    "reason": "zwrot",
    "invoices": []
  }
}
' AS BLOB), 'Auto', '2026-12-09T13:25:11.019Z');
INSERT INTO held_correction (id, company, environment, original, kind, number, draft, wish, held_at, withdrawn_at) VALUES (2, '5260001246', 'http://127.0.0.1:11111', 18, 'KOR', 'FK/2/2026', CAST('{
  "number": "FK/2/2026",
  "buyer": {
    "name": "Zofia Żółć"
  },
  "lines": [
    {
      "name": "Kałamarz",
      "quantity": 1,
      "unit": "szt.",
      "price": 100,
      "rate": 23
    }
  ],
  "correction": {
    "reason": "zwrot",
    "invoices": []
  }
}
' AS BLOB), 'Offline', '2026-12-09T13:25:11.055Z', '2026-12-09T13:25:11.113Z');
INSERT INTO renewal (company, tried_at) VALUES ('5260001246', '2026-12-09T13:25:10.963Z');
INSERT INTO ksef_token (company, sealed, ends_on, added_at) VALUES ('5260001246', X'd325ab487b478bcc1967659cc6c8c659e548ef371b8b3c642ea24128533200a03f417d8fbe8ef75823a10d73c61455103add7d77ed37edfd61e9ce83d821901fd0de2f20862bb0d0a0a790fc14f826543555293962ea5f823b647ce5fd6128d12db86bee3306200efca3239cf8c00a66fda968e877f01804e95ada6462526266d9649c034a08f7209e688fefcbf1db96', '2027-06-30', '2026-12-09T11:00:04.402Z');
INSERT INTO calendar_change (id, day, kind, reason, at) VALUES (1, '2026-12-14', 'free', 'Dz.U. 2026 poz. 1', '2026-12-09T11:00:04.419Z');
INSERT INTO calendar_change (id, day, kind, reason, at) VALUES (2, '2026-12-31', 'free', 'Dz.U. 2026 poz. 2', '2026-12-09T11:00:04.431Z');
INSERT INTO calendar_change (id, day, kind, reason, at) VALUES (3, '2026-12-31', 'usual', 'taken back', '2026-12-09T11:00:04.440Z');
INSERT INTO presence (environment, answers, since, asked_at, words) VALUES ('http://127.0.0.1:11111', 0, '2026-12-09T13:25:12.716Z', '2026-12-09T13:25:12.716Z', 'fetching the public keys: the connection broke');
INSERT INTO latarnia_asked (environment, asked_at) VALUES ('http://127.0.0.1:11111', '2026-12-09T13:25:12.798Z');
INSERT INTO rights (company, permissions, read_at) VALUES ('5260001246', 'Owner', '2026-12-09T13:25:10.922Z');
INSERT INTO lease (company, number, machine, process, began, until) VALUES ('5260001246', 6, 'another', 25909, '509100', 0);
INSERT INTO package (id, company, environment, session, begun_at, judged_at, refusal) VALUES (1, '5260001246', 'http://127.0.0.1:11111', '20261209-SB-BB896B5D69-8AD4859FC8-89', '2026-12-09T13:25:09.386Z', '2026-12-09T13:25:09.611Z', '405 Błąd weryfikacji poprawności dostarczonych elementów paczki');
INSERT INTO package (id, company, environment, session, begun_at, judged_at, refusal) VALUES (2, '5260001246', 'http://127.0.0.1:11111', '20261209-SB-E5F0AD5ACE-6F7C087FE6-E9', '2026-12-09T13:25:10.146Z', '2026-12-09T13:25:10.268Z', '405 Błąd weryfikacji poprawności dostarczonych elementów paczki');
INSERT INTO upo_authority (environment, fingerprint, certificate, added_at) VALUES ('http://127.0.0.1:11111', 'c5486a8d97c08f1831fac4c6c216adbf28793d4a130fea7ef637cc54161f03d1', X'308201e83082018ea003020102020900eba4fa8d1ad674bd300a06082a8648ce3d0403023055310b300906035504061302504c312a3028060355040b132162657a206d6f637920707261776e656a202d206e6f206c6567616c20666f726365311a3018060355040313114c6f6b616c6e79204b536546202d2043413020170d3939303130313030303030305a180f32323030303130313030303030305a3055310b300906035504061302504c312a3028060355040b132162657a206d6f637920707261776e656a202d206e6f206c6567616c20666f726365311a3018060355040313114c6f6b616c6e79204b536546202d2043413059301306072a8648ce3d020106082a8648ce3d03010703420004818cedab50f24edea552ae4c436ce8b44df4adef980fc15082e429730edea91f6173cd8cc996129917bfcf7cee6966b9b83c962b02bf3c73163fd0521e4abe72a345304330120603551d130101ff040830060101ff020100300e0603551d0f0101ff040403020106301d0603551d0e0416041422510e0193f0048e935cefa51a6ee210323885f3300a06082a8648ce3d0403020348003045022056d32c64d952cc80b43f019d54e85703c5ddae46b5bdaa017c77c0be0bc1d4f7022100c4a1b0e532366289587fbb91f7271adc82724bdd7c71db066bc652c1eb6cd1e0', '2026-12-09T11:00:02.123Z');
INSERT INTO upo_authority (environment, fingerprint, certificate, added_at) VALUES ('http://127.0.0.1:11111', '35b2660d92f31f72658b9101f98f4536ed99022726c348af0180dac211622a98', X'308201c230820169a0030201020208015cffd09594b582300a06082a8648ce3d0403023055310b300906035504061302504c312a3028060355040b132162657a206d6f637920707261776e656a202d206e6f206c6567616c20666f726365311a3018060355040313114c6f6b616c6e79204b536546202d2043413020170d3939303130313030303030305a180f32323030303130313030303030305a3056310b300906035504061302504c312a3028060355040b132162657a206d6f637920707261776e656a202d206e6f206c6567616c20666f726365311b3019060355040313124c6f6b616c6e79204b536546202d2055504f3059301306072a8648ce3d020106082a8648ce3d030107034200040a690cbeeb4ca19d1e0dd6558480ced904c0546e3a382995c2131e737d7120150ef7679e6dac3610e3905e49d2ecf8349e57cd68f2210ef03a704d8d9fcd991ca320301e300c0603551d130101ff04023000300e0603551d0f0101ff0404030206c0300a06082a8648ce3d040302034700304402205c46ca99d7ad28887e779ee9d114fc00e1570f57b269483f6c5f856026e61b5f02203d73039268e6a1199e935ba11b4f2ec4ddb793203fb2000897a9b06f1b20513c', '2026-12-09T11:00:02.322Z');
INSERT INTO refused_upo (id, company, environment, subject, fingerprint, content, why, times, first_at, last_at) VALUES (1, '5260001246', 'http://127.0.0.1:11111', '5260001246-20261209-17E5DA34EB42-D9', '12bc365d8a96763be240b299212c191f74f31988822afe6f280edfdbde5c234f', CAST('<?xml version="1.0" encoding="utf-8"?><Potwierdzenie xmlns="http://upo.schematy.mf.gov.pl/KSeF/v4-3"><NazwaPodmiotuPrzyjmujacego>Lokalny KSeF - środowisko bez mocy prawnej</NazwaPodmiotuPrzyjmujacego><NumerReferencyjnySesji>20261209-SO-13C872949B-F5518A9E23-E8</NumerReferencyjnySesji><Uwierzytelnienie><IdKontekstu><Nip>5260001246</Nip></IdKontekstu><SkrotDokumentuUwierzytelniajacego>glcZkNQadm7W/TI+ZbivfqxBVatCbc8ugVeQmb10FSs=</SkrotDokumentuUwierzytelniajacego></Uwierzytelnienie><NazwaStrukturyLogicznej>Schemat_FA(3)_v1-0E.xsd</NazwaStrukturyLogicznej><KodFormularza>FA (3)</KodFormularza><Dokument>
<NipSprzedawcy>5260001246</NipSprzedawcy><NumerKSeFDokumentu>5260001246-20261209-17E5DA34EB42-D9</NumerKSeFDokumentu><NumerFaktury>FV/11/2026</NumerFaktury><DataWystawieniaFaktury>2026-12-09</DataWystawieniaFaktury><DataPrzeslaniaDokumentu>2026-12-09T13:25:08.853+01:00</DataPrzeslaniaDokumentu><DataNadaniaNumeruKSeF>2026-12-09T13:25:08.854+01:00</DataNadaniaNumeruKSeF><SkrotDokumentu>mrlwLZqvd6IM4sg6AKKCTE+FeoD/8MdUpmVo1/EwWRo=</SkrotDokumentu><TrybWysylki>Offline</TrybWysylki></Dokument>
<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#" /><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256" /><ds:Reference URI=""><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature" /><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#" /></ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256" /><ds:DigestValue>PM7HagPWC2ZsrmGg71QWWoZWFv6zSk9/+Rsp3tI3cJo=</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>EGfocHR4xs7FsfDsNI+ieJ61mcHoPokuSf1MapXGPFtwR4o0BwEbK3mpYc9Ibz3a5PnXfgEx9bZRcLo0San5Fw==</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>MIIBwjCCAWmgAwIBAgIIAVz/0JWUtYIwCgYIKoZIzj0EAwIwVTELMAkGA1UEBhMCUEwxKjAoBgNVBAsTIWJleiBtb2N5IHByYXduZWogLSBubyBsZWdhbCBmb3JjZTEaMBgGA1UEAxMRTG9rYWxueSBLU2VGIC0gQ0EwIBcNOTkwMTAxMDAwMDAwWhgPMjIwMDAxMDEwMDAwMDBaMFYxCzAJBgNVBAYTAlBMMSowKAYDVQQLEyFiZXogbW9jeSBwcmF3bmVqIC0gbm8gbGVnYWwgZm9yY2UxGzAZBgNVBAMTEkxva2FsbnkgS1NlRiAtIFVQTzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABAppDL7rTKGdHg3WVYSAztkEwFRuOjgplcITHnN9cSAVDvdnnm2sNhDjkF5J0uz4NJ5XzWjyIQ7wOnBNjZ/NmRyjIDAeMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgbAMAoGCCqGSM49BAMCA0cAMEQCIFxGypnXrSiIfnee6dEU/ADhVw9XsmlIP2xfhWAm5htfAiA9cwOSaOahGZ6TW6EbTy7E3beTID+yAAiXqbBvGyBRPA==</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature></Potwierdzenie>' AS BLOB), 'INK-UPO-001 The receipt (FV/11/2026) proves nothing: the content was changed after it was signed. It is kept, and not taken.', 1, '2026-12-09T12:25:08.875Z', '2026-12-09T12:25:08.875Z');

//! The cast: the customers of the demo book, every one invented, with the figures their contracts and health start from.

use crate::domain::demo::plan::Culture::{Cn, De, Es, Fr, Ja, Nordic, Pl, Tw, Uk, Us};
use crate::domain::demo::plan::Member;
use crate::domain::demo::plan::Terms::{Auto, Fixed, Monthly, Months, Multi};
use crate::domain::demo::plan::Tier::{Ent, Mid, Smb};

macro_rules! cast {
    ($($name:literal $domain:literal $industry:literal $culture:ident $tier:ident $currency:literal
       $arr:literal $seats:literal $used:literal $end:literal $terms:expr, $past:literal $health:literal $drift:literal $usage:literal;)+) => {
        &[$(Member {
            name: $name, domain: $domain, industry: $industry, culture: $culture, tier: $tier, currency: $currency,
            arr: $arr, seats: $seats, used: $used, end: $end, terms: $terms, past: $past,
            health: $health, drift: $drift, usage: $usage,
        }),+]
    };
}

/// Everyone. Columns: name, domain, industry, culture, segment, currency; revenue in thousands, seats, seats used in
/// percent; end of term, terms, terms renewed; health, its drift, change of usage.
#[rustfmt::skip]
pub const CAST: &[Member] = cast! {
    // the stories
    "Northvale Logistics" "northvale.example" "Logistics" Us Ent "USD" 312 640 52 58 Fixed, 2 41 -18 -34;
    "Corvane Insurance Group" "corvane.example" "Insurance" Uk Ent "GBP" 184 420 61 52 Auto(60), 3 38 -9 -21;
    "Brightwell Dental" "brightwell.example" "Healthcare" Us Mid "USD" 46 110 44 34 Fixed, 1 35 -6 -27;
    "Halbrook & Pryce" "halbrookpryce.example" "Legal" Uk Mid "GBP" 72 130 78 41 Fixed, 2 58 -7 -8;
    "Fabryka Południe" "poludnie.example" "Manufacturing" Pl Mid "EUR" 58 140 71 83 Auto(30), 1 63 -3 -2;
    "Kestrel Health Systems" "kestrelhealth.example" "Healthcare" Us Ent "USD" 268 510 83 26 Fixed, 1 47 -14 -12;
    "Lumen & Loom" "lumenloom.example" "Retail" Us Mid "USD" 88 150 97 150 Auto(30), 1 91 6 14;
    "Østerby Shipping" "osterby.example" "Logistics" Nordic Mid "EUR" 64 120 74 -6 Fixed, 2 66 -2 1;
    "Müller & Söhne Feinwerktechnik" "mueller-feinwerk.example" "Manufacturing" De Mid "EUR" 96 180 82 57 Auto(60), 3 79 1 3;
    "Clairmont Assurances" "clairmont.example" "Insurance" Fr Ent "EUR" 210 460 69 95 Auto(90), 2 64 -5 -6;
    "台灣曜川半導體股份有限公司" "yaochuan.example" "Semiconductors" Tw Ent "TWD" 7800 520 88 860 Multi(36, 90), 1 86 2 5;
    "株式会社みなと製作所" "minato-ss.example" "Manufacturing" Ja Ent "JPY" 31000 480 38 318 Months(3), 0 70 4 22;
    "Pixel Foundry 🚀" "pixelfoundry.example" "Games" Us Smb "USD" 9 18 89 0 Monthly, 0 77 0 4;
    "Q7" "q7.example" "Fintech" Us Mid "USD" 104 160 48 73 Fixed, 1 45 -11 -19;
    "Santa Marina Agrícola" "santamarina.example" "Agriculture" Es Mid "EUR" 52 90 57 29 Fixed, 1 52 -4 -9;
    "Juniper Ridge Credit Union" "juniperridge.example" "Banking" Us Mid "USD" 79 140 86 18 Fixed, 3 84 1 2;
    "Volta Mobilität" "volta-mobil.example" "Automotive" De Mid "EUR" 67 125 31 64 Auto(30), 0 29 -12 -41;
    "Atlas Cold Chain" "atlascold.example" "Logistics" Us Ent "USD" 455 900 81 119 Auto(90), 2 76 -1 1;
    "Bramble Coffee Roasters" "bramblecoffee.example" "Food" Uk Smb "GBP" 7 14 64 44 Auto(30), 2 68 0 -3;
    "Sable Point Media" "sablepoint.example" "Media" Us Mid "USD" 61 95 70 131 Fixed, 1 60 -2 -4;
    "Hartwell Utilities" "hartwell.example" "Energy" Us Ent "USD" 236 400 77 39 Fixed, 2 72 -4 -5;
    "青田智慧物流股份有限公司" "qingtian.example" "Logistics" Tw Mid "TWD" 2100 140 84 47 Fixed, 1 75 2 6;
    "Oakline Property" "oakline.example" "Real estate" Uk Mid "GBP" 39 70 59 110 Auto(60), 1 61 -3 -11;
    "Meridian Print Works" "meridianprint.example" "Printing" Us Smb "USD" 18 32 41 88 Fixed, 2 55 0 -15;
    "さくら坂クリニックグループ" "sakurazaka.example" "Healthcare" Ja Mid "JPY" 9800 120 93 205 Months(3), 1 90 3 9;
    "Tindra Games" "tindra.example" "Games" Nordic Mid "EUR" 48 80 33 -58 Fixed, 1 0 0 0;
    // lost earlier in the year
    "Copperline Telecom" "copperline.example" "Telecom" Us Mid "USD" 74 150 40 -131 Fixed, 1 0 0 0;
    "Boulangerie Lacombe" "lacombe.example" "Food" Fr Smb "EUR" 11 20 30 -186 Fixed, 0 0 0 0;
    "Trellis HR" "trellishr.example" "Software" Us Smb "USD" 16 30 25 -248 Fixed, 1 0 0 0;
    "杭州拾麦网络科技有限公司" "shimai.example" "E-commerce" Cn Smb "CNY" 96 24 35 -301 Fixed, 0 0 0 0;
    // enterprise
    "Aldermoor Bank" "aldermoor.example" "Banking" Uk Ent "GBP" 296 700 84 171 Months(3), 3 82 2 4;
    "Rheinland Versicherungswerk" "rvw.example" "Insurance" De Ent "EUR" 245 480 76 233 Auto(90), 2 74 -2 -1;
    "ひかり総合保険株式会社" "hikari-sogo.example" "Insurance" Ja Ent "JPY" 42000 560 79 262 Months(3), 1 81 1 3;
    "Société Électrique du Rhône" "ser.example" "Energy" Fr Ent "EUR" 158 310 72 340 Auto(90), 1 69 -6 -7;
    "The Royal Wessex Agricultural & Horticultural Cooperative Society of Growers" "royalwessex.example" "Agriculture" Uk Ent "GBP" 128 260 66 78 Fixed, 1 67 3 2;
    "上海云帆供应链管理有限公司" "yunfan.example" "Logistics" Cn Ent "CNY" 1350 380 80 145 Auto(60), 1 78 0 7;
    // mid-market
    "Pinecrest Pediatrics" "pinecrest.example" "Healthcare" Us Mid "USD" 43 85 87 22 Auto(30), 1 80 0 1;
    "Ashgrove University Press" "ashgrove.example" "Publishing" Uk Mid "GBP" 34 60 73 67 Fixed, 2 71 -1 -2;
    "Delacroix & Fils" "delacroix.example" "Wine and spirits" Fr Mid "EUR" 41 75 68 36 Fixed, 1 73 2 0;
    "Zürcher Präzision AG" "zuercher-pz.example" "Manufacturing" De Mid "CHF" 92 130 91 192 Auto(90), 2 88 1 6;
    "Wielkopolska Energia" "wielkopolska.example" "Energy" Pl Mid "EUR" 55 100 75 224 Auto(60), 0 76 5 11;
    "Nordlys Apotek" "nordlys.example" "Pharmacy" Nordic Mid "NOK" 620 115 80 248 Auto(60), 1 83 0 2;
    "Grönqvist Bygg" "gronqvist.example" "Construction" Nordic Mid "SEK" 540 95 62 13 Auto(30), 1 65 -4 -6;
    "Cobalt Ridge Mining" "cobaltridge.example" "Mining" Us Mid "USD" 97 120 54 61 Fixed, 0 57 -8 -10;
    "Harborlight Nonprofit Alliance" "harborlight.example" "Nonprofit" Us Mid "USD" 36 100 72 281 Fixed, 1 78 1 0;
    "北京朗润教育科技有限公司" "langrun.example" "Education" Cn Mid "CNY" 420 160 77 96 Fixed, 1 72 -2 3;
    "深圳市蓝屿跨境电商有限公司" "lanyu.example" "E-commerce" Cn Mid "CNY" 380 110 90 303 Auto(30), 0 85 3 12;
    "南港生醫股份有限公司" "nangang-bio.example" "Biotech" Tw Mid "TWD" 1650 85 70 178 Auto(60), 1 74 0 -1;
    "株式会社ノースウィンド・ロジスティクス" "northwind-lg.example" "Logistics" Ja Mid "JPY" 7600 95 65 127 Months(3), 2 62 -5 -8;
    "Tessera Analytics" "tessera.example" "Software" Us Mid "USD" 68 90 94 354 Auto(60), 1 89 2 8;
    "Vega Hoteles" "vegahoteles.example" "Hospitality" Es Mid "EUR" 47 105 58 540 Multi(24, 60), 0 66 0 -4;
    // small business
    "Larkspur Veterinary" "larkspurvet.example" "Healthcare" Us Smb "USD" 14 22 82 9 Auto(30), 2 81 0 3;
    "Nimbus Bikes" "nimbusbikes.example" "Retail" De Smb "EUR" 12 20 75 27 Fixed, 1 74 1 0;
    "Café Bellevue" "cafebellevue.example" "Hospitality" Fr Smb "EUR" 6 10 60 161 Auto(30), 0 0 0 0;
    "Wren & Ivy Studio" "wrenivy.example" "Design" Uk Smb "GBP" 9 12 92 214 Auto(30), 1 87 2 5;
    "好日子食品股份有限公司" "haorizi.example" "Food" Tw Smb "TWD" 480 30 73 271 Fixed, 0 70 -1 2;
    "やまびこ食品" "yamabiko.example" "Food" Ja Smb "JPY" 2400 28 86 332 Fixed, 1 84 0 1;
    "Fjellheim Kaffe" "fjellheim.example" "Food" Nordic Smb "NOK" 118 16 56 105 Auto(30), 0 59 -3 -7;
    "Gold Coast Scuba" "goldcoastscuba.example" "Leisure" Us Smb "USD" 8 9 67 0 Monthly, 0 0 0 0;
    "Kowalczyk i Wspólnicy" "kowalczyk.example" "Legal" Pl Smb "EUR" 13 18 78 287 Auto(30), 1 77 0 0;
    "Redwood Title & Escrow" "redwoodtitle.example" "Real estate" Us Smb "USD" 22 35 69 139 Fixed, 1 71 -2 -3;
    "Solano Surf Co." "solanosurf.example" "Retail" Us Smb "USD" 10 15 47 53 Auto(30), 0 50 -6 -13;
};

//! People and places by culture: given and family names, titles, regions and zones.

use crate::domain::demo::plan::Culture;
use crate::domain::record::contact::ContactRole;

/// Given and family names, or whole names with the local part of their address.
pub enum Names {
    /// Given names and family names in letters that an address can be made from.
    Parts(&'static [&'static str], &'static [&'static str]),
    /// Whole names with the local part of the address.
    Whole(&'static [(&'static str, &'static str)]),
}

/// The names of a culture.
#[rustfmt::skip]
pub fn names(culture: Culture) -> Names {
    match culture {
        Culture::Us => Names::Parts(
            &["Maya", "Jordan", "Renee", "Luis", "Aisha", "Brett", "Carmen", "Devon", "Elena", "Hank", "Ivy", "Kenji", "Lauren", "Omar", "Paula", "Reggie", "Shira", "Trent"],
            &["Alvarez", "Booker", "Chen", "Dawson", "Engel", "Forde", "Greene", "Hollis", "Iverson", "Joshi", "Keller", "Lockhart", "Marsh", "Nguyen", "Osborne", "Pruitt", "Quinn", "Reyes"],
        ),
        Culture::Uk => Names::Parts(
            &["Amelia", "Dylan", "Fiona", "Hamish", "Isla", "Jasper", "Leila", "Nigel", "Poppy", "Rhys", "Tamsin", "Vikram"],
            &["Ashworth", "Bannerman", "Cartwright", "Dunne", "Eccles", "Fairclough", "Gill", "Hathaway", "Kapoor", "Llewellyn", "Mortimer", "Sutcliffe"],
        ),
        Culture::De => Names::Parts(
            &["Katrin", "Jürgen", "Anja", "Matthias", "Grit", "Torsten", "Ulrike", "Lars", "Bärbel", "Kai"],
            &["Hoffmann", "Krüger", "Schäfer", "Weiß", "Vogt", "Böhm", "Lindner", "Brandt", "Kühn", "Aebischer"],
        ),
        Culture::Fr => Names::Parts(
            &["Amélie", "François", "Maëlle", "Étienne", "Inès", "Thibault", "Solène", "Rémi", "Noémie", "Gaël"],
            &["Dupré", "Lemaître", "Besson", "Fournier", "Charpentier", "Aubert", "Géraud", "Roussel", "Vasseur", "Pélissier"],
        ),
        Culture::Nordic => Names::Parts(
            &["Ingrid", "Björn", "Sigrid", "Håkon", "Maja", "Jørgen", "Linnéa", "Torbjørn", "Elsa", "Mikkel"],
            &["Halvorsen", "Sjöberg", "Bjerke", "Nygård", "Ekström", "Kjær", "Solheim", "Strøm", "Wahlström", "Dahl"],
        ),
        Culture::Pl => Names::Parts(
            &["Małgorzata", "Łukasz", "Katarzyna", "Michał", "Zofia", "Grzegorz", "Joanna", "Wojciech"],
            &["Nowak", "Wiśniewska", "Kamiński", "Dąbrowska", "Szymański", "Krawczyk", "Pawłowska", "Górski"],
        ),
        Culture::Es => Names::Parts(
            &["Marta", "Álvaro", "Begoña", "Joaquín", "Núria", "Sergio", "Rocío", "Tomás"],
            &["Ibáñez", "Castaño", "Peña", "Domènech", "Quiroga", "Muñoz", "Vidal", "Aranda"],
        ),
        Culture::Ja => Names::Whole(&[
            ("田村 直樹", "n.tamura"), ("伊藤 さやか", "s.ito"), ("松本 浩二", "k.matsumoto"), ("山口 恵", "m.yamaguchi"),
            ("井上 大輔", "d.inoue"), ("木村 あかり", "a.kimura"), ("清水 修", "o.shimizu"), ("斎藤 千尋", "c.saito"),
        ]),
        Culture::Tw => Names::Whole(&[
            ("李雅婷", "yating.li"), ("王建宏", "jianhong.wang"), ("劉俊傑", "junjie.liu"), ("蔡佳玲", "jialing.cai"),
            ("許文彬", "wenbin.xu"), ("鄭惠如", "huiru.zheng"), ("謝宗翰", "zonghan.xie"), ("楊靜宜", "jingyi.yang"),
        ]),
        Culture::Cn => Names::Whole(&[
            ("王磊", "lei.wang"), ("刘洋", "yang.liu"), ("陈晓燕", "xiaoyan.chen"), ("赵鹏", "peng.zhao"),
            ("孙丽华", "lihua.sun"), ("周明", "ming.zhou"), ("吴雨桐", "yutong.wu"), ("徐志远", "zhiyuan.xu"),
        ]),
    }
}

/// Job titles that fit a part in the decision.
pub fn titles(role: ContactRole) -> &'static [&'static str] {
    match role {
        ContactRole::Champion => {
            &["Head of Operations", "Process Lead", "Business Systems Manager", "Team Lead Planning"]
        }
        ContactRole::DecisionMaker => &["COO", "General Manager", "Director of Operations", "Managing Director"],
        ContactRole::EconomicBuyer => &["CFO", "Finance Director", "Head of Procurement", "Controller"],
        ContactRole::ExecSponsor => &["VP Operations", "Chief Digital Officer", "SVP Transformation"],
        ContactRole::User => &["Analyst", "Coordinator", "Key User", "Shift Lead", "Administrator"],
        ContactRole::Blocker => &["IT Security Officer", "Enterprise Architect", "Head of IT"],
    }
}

/// Region and IANA zones of a culture.
pub fn places(culture: Culture) -> (&'static str, &'static [&'static str]) {
    match culture {
        Culture::Us => {
            ("North America", &["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"])
        }
        Culture::Uk => ("UK & Ireland", &["Europe/London"]),
        Culture::De => ("DACH", &["Europe/Berlin", "Europe/Zurich"]),
        Culture::Fr => ("France", &["Europe/Paris"]),
        Culture::Nordic => ("Nordics", &["Europe/Oslo", "Europe/Stockholm", "Europe/Copenhagen"]),
        Culture::Pl => ("Central Europe", &["Europe/Warsaw"]),
        Culture::Es => ("Iberia", &["Europe/Madrid"]),
        Culture::Ja => ("Japan", &["Asia/Tokyo"]),
        Culture::Tw => ("Taiwan", &["Asia/Taipei"]),
        Culture::Cn => ("China", &["Asia/Shanghai"]),
    }
}

//! Files of exchange rates: a day, a currency and a rate a row, and nothing else. What they say of a day and a currency
//! is what holds from then on; the same file again changes nothing.

use crate::domain::change::{Change, Image};
use crate::domain::record::fx_rate::FxRate;
use crate::domain::record::meta::{Kind, Meta};
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::id::FxRateId;
use crate::domain::value::money::{Currency, Rate};
use crate::exchange::csv::{Reject, Row, Sheet};
use crate::exchange::date::{self, Evidence, Order};
use crate::exchange::value::folded_header;
use crate::service::import::plan::{Options, Plan, Source, left, open};
use crate::service::import::report::FileReport;
use std::collections::BTreeMap;
use ulid::Ulid;

const DAYS: &[&str] = &["day", "date", "from", "validfrom", "startdate", "ratedate"];
const CURRENCIES: &[&str] = &["currency", "currencycode", "code", "isocode", "fromcurrency"];
const RATES: &[&str] = &["rate", "exchangerate", "fxrate"];
const HOMES: &[&str] = &["home", "homecurrency", "base", "basecurrency", "to", "tocurrency"];

/// Where a file has what.
struct Columns {
    day: usize,
    currency: usize,
    rate: usize,
    home: Option<usize>,
}

impl Columns {
    /// Recognised by its headers: all three are there, and no column of anything else.
    fn of(sheet: &Sheet) -> Option<Columns> {
        let headers: Vec<String> = sheet.header.cells.iter().map(folded_header).collect();
        let place = |words: &[&str]| headers.iter().position(|header| words.contains(&header.as_str()));
        let known = |header: &String| {
            header.is_empty()
                || matches!(header.as_str(), "line" | "reason")
                || [DAYS, CURRENCIES, RATES, HOMES].iter().any(|words| words.contains(&header.as_str()))
        };
        let (day, currency, rate) = (place(DAYS)?, place(CURRENCIES)?, place(RATES)?);
        headers.iter().all(known).then(|| Columns { day, currency, rate, home: place(HOMES) })
    }
}

/// One row that was read.
struct Quote {
    day: Day,
    currency: Currency,
    rate: Rate,
}

/// What the files of rates among those of an import come to.
pub(in crate::service::import) struct Rated {
    /// Each with its place among all files.
    files: Vec<(usize, FileReport)>,
    changes: Vec<Change>,
    currencies: Vec<Currency>,
    counts: (usize, usize),
}

impl Rated {
    /// Reads the files of rates; `known` are the rates of the book.
    pub fn of(
        sources: &[Source],
        options: &Options,
        known: Vec<FxRate>,
        at: Moment,
        next_id: &mut dyn FnMut() -> Ulid,
    ) -> Rated {
        let mut rated = Rated { files: Vec::new(), changes: Vec::new(), currencies: Vec::new(), counts: (0, 0) };
        if options.mapping.kind.is_some() {
            return rated;
        }
        let known: BTreeMap<(Day, Currency), FxRate> = known
            .into_iter()
            .filter(|row| row.home == options.home)
            .map(|row| ((row.day, row.currency), row))
            .collect();
        let mut said: BTreeMap<(Day, Currency), (String, u64, Rate)> = BTreeMap::new();
        for (place, source) in sources.iter().enumerate() {
            let mut file = FileReport { name: source.name.clone(), ..FileReport::default() };
            let Some(sheet) = open(source, &options.mapping, &mut file) else { continue };
            let Some(columns) = Columns::of(&sheet) else { continue };
            file.delimiter = Some(sheet.delimiter);
            file.header = sheet.header.cells.clone();
            (file.kind, file.system) = (Some(Kind::FxRate), "csv".to_owned());
            let named = [(columns.day, "day"), (columns.currency, "currency"), (columns.rate, "rate")];
            let name = |place: usize| sheet.header.cells.get(place).unwrap_or_default().to_owned();
            file.mapped = named.into_iter().map(|(place, key)| (name(place), key)).collect();
            file.records = sheet.records();
            file.rejected.extend(sheet.rejects.iter().map(left));
            file.skipped.extend(sheet.footers.iter().map(left));
            let order = options.mapping.date.or_else(|| order(&sheet, &columns));
            for row in &sheet.rows {
                let quote = read(row, &columns, order, options.home).and_then(|quote| {
                    match said.get(&(quote.day, quote.currency)) {
                        Some((name, line, _)) => Err(format!(
                            "says the rate of {} on {} again, which line {line} of {name} has: keep one of them",
                            quote.currency, quote.day
                        )),
                        None => Ok(quote),
                    }
                });
                match quote {
                    Err(reason) => file.rejected.push(left(&Reject { row: row.clone(), reason })),
                    Ok(quote) => {
                        said.insert((quote.day, quote.currency), (source.name.clone(), row.line, quote.rate));
                        let old = known.get(&(quote.day, quote.currency));
                        rated.put(&mut file, quote, old, (options, at), next_id);
                    }
                }
            }
            rated.files.push((place, file));
        }
        rated
    }

    fn put(
        &mut self,
        file: &mut FileReport,
        quote: Quote,
        old: Option<&FxRate>,
        (options, at): (&Options, Moment),
        next_id: &mut dyn FnMut() -> Ulid,
    ) {
        let Quote { day, currency, rate } = quote;
        if !self.currencies.contains(&currency) {
            self.currencies.push(currency);
        }
        let told = match old {
            Some(old) => match Image::edited(old, at, |row| row.rate = rate) {
                None => {
                    file.same += 1;
                    return;
                }
                Some(image) => {
                    self.changes.push(image.into());
                    (file.changed, self.counts.1) = (file.changed + 1, self.counts.1 + 1);
                    format!("~ {currency} from {day}  {} -> {rate}", old.rate)
                }
            },
            None => {
                let (id, meta) = (FxRateId(next_id()), Meta::made(at));
                self.changes.push(Image::made(FxRate { id, meta, day, currency, home: options.home, rate }).into());
                (file.new, self.counts.0) = (file.new + 1, self.counts.0 + 1);
                format!("+ {currency} from {day}  {rate} {}", options.home)
            }
        };
        if file.diff.len() < options.diff_lines {
            file.diff.push(told);
        } else {
            file.more += 1;
        }
    }

    /// Currencies that have a rate by these files.
    pub fn currencies(&self) -> impl Iterator<Item = Currency> {
        self.currencies.iter().copied()
    }

    /// The files that hold something else.
    pub fn others(&self, sources: &[Source]) -> Vec<Source> {
        let is_other = |place: &usize| self.files.iter().all(|(own, _)| own != place);
        sources.iter().enumerate().filter(|(place, _)| is_other(place)).map(|(_, source)| source.clone()).collect()
    }

    /// Puts what these files come to beside what the others do, each file in its place.
    pub fn join(&mut self, plan: &mut Plan) {
        for (place, file) in std::mem::take(&mut self.files) {
            plan.report.files.insert(place.min(plan.report.files.len()), file);
        }
        if self.counts != (0, 0) {
            plan.report.rows.insert(Kind::FxRate, self.counts);
        }
        plan.changes.append(&mut self.changes);
    }
}

/// The order of the file's dates, where its cells agree on one.
fn order(sheet: &Sheet, columns: &Columns) -> Option<Order> {
    let mut evidence = Evidence::default();
    for row in &sheet.rows {
        evidence.add(row.cells.get(columns.day).unwrap_or_default());
    }
    evidence.order()
}

fn read(row: &Row, columns: &Columns, order: Option<Order>, home: Currency) -> Result<Quote, String> {
    let cell = |place: usize| row.cells.get(place).unwrap_or_default().trim();
    if let Some(other) = columns.home.map(cell).filter(|cell| !cell.is_empty() && cell.parse() != Ok(home)) {
        return Err(format!("is a rate into {other}, and totals are in {home}"));
    }
    let day = date::parse(cell(columns.day), order).map(|stamp| stamp.day);
    let day = day.ok_or_else(|| {
        format!("{:?} is no day: write 2026-01-31, or say the order with --map date=dmy", cell(columns.day))
    })?;
    let currency: Currency = cell(columns.currency).parse().map_err(|bad| format!("{bad}"))?;
    if currency == home {
        return Err(format!("{currency} is the home currency: it has no rate"));
    }
    let text = cell(columns.rate);
    let rate = Rate::parse(text).or_else(|| Rate::parse(&text.replacen(',', ".", 1)));
    let rate = rate.ok_or_else(|| format!("{text:?} is no rate: write it as 1.08, at most nine decimals"))?;
    Ok(Quote { day, currency, rate })
}

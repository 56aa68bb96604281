//! `folio schema`: what `--json` promises, as JSON Schema.

use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::exit::Exit;
use crate::cli::print::json::pretty;
use crate::cli::print::table::Table;
use crate::cli::schema::shape::Schema;
use crate::cli::schema::verbs::{printers, schemas};
use crate::cli::schema::write::json_schema;
use crate::cli::shell::Shell;
use crate::domain::value::text::shown;
use clap::Args;
use serde_json::json;

/// Arguments of `schema`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
A schema has a version. Fields are added to it; one that changes its meaning or goes makes a new version, and a script that \
looks at \"schema\" knows. `--json=a,b` leaves all but those fields out, and they are then missing in what it prints.

EXAMPLES
  folio schema                          every document with the verbs that print it
  folio schema folio.accounts/1         the JSON Schema of `folio ls --json`
  folio schema accounts                 the same, its newest version
  folio ls --json | check-jsonschema --schemafile <(folio schema accounts) -")]
pub struct SchemaArgs {
    /// Which: folio.accounts/1, or accounts for the newest version
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
}

/// Lists the schemas, or prints one.
pub fn schema(args: &SchemaArgs, shell: &mut Shell) -> Result<(), Failure> {
    let Some(name) = &args.name else { return shell.table(&list()) };
    let full = schemas().find(|schema| schema.name == name);
    let newest = || schemas().filter(|schema| bare(schema) == name).max_by_key(|schema| schema.name.len());
    let Some(found) = full.or_else(newest) else {
        let near = schemas().min_by_key(|schema| strsim::osa_distance(bare(schema), name));
        let hint = match near.map(bare).filter(|near| strsim::osa_distance(near, name) <= 2) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`folio schema` lists them".to_owned(),
        };
        return Err(Failure::new(Exit::NotFound, format!("there is no schema {:?}", shown(name)), hint));
    };
    shell.text(&pretty(&json_schema(found))?)
}

/// `accounts` of `folio.accounts/1`.
fn bare(schema: &Schema) -> &'static str {
    schema.name.trim_start_matches("folio.").split('/').next().unwrap_or_default()
}

fn list() -> Table {
    let columns = vec![
        Column::new("schema", "SCHEMA"),
        Column::new("verbs", "PRINTED BY").cut_to(12),
        Column::new("what", "WHAT").cut_to(20).dropped(1),
    ];
    let mut table = Table::new("folio.schemas/1", columns);
    for schema in schemas() {
        let verbs: Vec<&str> = printers(schema.name).collect();
        let told = verbs.join(", ");
        table.push(vec![Cell::word(schema.name), Cell::new(told.clone(), told, json!(verbs)), Cell::word(schema.what)]);
    }
    table
}

//! JSON Schema (draft 2020-12) of a schema. Only what every validator knows is used: types, patterns, `$defs`.

use crate::cli::schema::shape::{Body, Field, Schema, Shape};
use serde_json::{Map, Value, json};

/// The JSON Schema of a document.
pub fn json_schema(schema: &Schema) -> Value {
    let name = json!({ "const": schema.name, "description": "the name and version of this schema" });
    let mut object = match schema.body {
        Body::Items(fields) => {
            let items = json!({ "type": "array", "items": object(fields) });
            json!({
                "type": "object",
                "properties": { "schema": name, "items": items },
                "required": ["schema", "items"],
            })
        }
        Body::Parts(fields) => {
            let mut object = object(fields);
            put(&mut object, "properties", "schema", name);
            if let Some(required) = object.get_mut("required").and_then(Value::as_array_mut) {
                required.insert(0, json!("schema"));
            }
            object
        }
    };
    if let Value::Object(map) = &mut object {
        map.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        map.insert("title".to_owned(), json!(schema.name));
        map.insert("description".to_owned(), json!(schema.what));
        map.insert("$defs".to_owned(), definitions());
    }
    object
}

fn put(object: &mut Value, under: &str, key: &str, value: Value) {
    if let Some(map) = object.get_mut(under).and_then(Value::as_object_mut) {
        map.insert(key.to_owned(), value);
    }
}

fn object(fields: &[Field]) -> Value {
    let properties: Map<String, Value> = fields.iter().map(|field| (field.key.to_owned(), property(field))).collect();
    let required: Vec<&str> = fields.iter().filter(|field| !field.optional).map(|field| field.key).collect();
    json!({ "type": "object", "properties": properties, "required": required })
}

fn property(field: &Field) -> Value {
    let mut value = shape(&field.shape);
    if let Value::Object(map) = &mut value {
        map.insert("description".to_owned(), json!(field.what));
    }
    value
}

fn shape(of: &Shape) -> Value {
    let known = |name: &str| json!({ "$ref": format!("#/$defs/{name}") });
    match of {
        Shape::Text => json!({ "type": "string" }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Count => json!({ "type": "integer" }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Day => known("day"),
        Shape::Moment => known("moment"),
        Shape::Time => known("time"),
        Shape::Money => known("money"),
        Shape::Id => known("id"),
        Shape::Texts => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
        Shape::List(inner) => json!({ "type": "array", "items": shape(inner) }),
        Shape::Map(inner) => json!({ "type": "object", "additionalProperties": shape(inner) }),
        Shape::Object(fields) => object(fields),
        Shape::Either(shapes) => json!({ "anyOf": shapes.iter().map(shape).collect::<Vec<_>>() }),
        Shape::Maybe(inner) => json!({ "anyOf": [shape(inner), { "type": "null" }] }),
    }
}

fn definitions() -> Value {
    json!({
        "day": { "type": "string", "pattern": "^-?[0-9]{4,5}-[0-9]{2}-[0-9]{2}$" },
        "moment": { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?Z$" },
        "time": { "type": "string", "pattern": "^[0-9]{2}:[0-9]{2}$" },
        "id": { "type": "string", "pattern": "^[0-9A-HJKMNP-TV-Z]{26}$" },
        "money": {
            "type": "object",
            "description": "decimal text, for amounts are never floating-point numbers here",
            "properties": {
                "amount": { "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$" },
                "currency": { "type": "string", "pattern": "^[A-Z]{3}$" },
            },
            "required": ["amount", "currency"],
        },
    })
}

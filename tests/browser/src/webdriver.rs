//! The W3C WebDriver protocol, as much of it as we use: one blocking call, one JSON answer.

use serde_json::{Value, json};
use std::time::Duration;

/// What went wrong: the protocol's error code and its message.
#[derive(Debug, Clone)]
pub struct Refusal {
    pub code: String,
    pub message: String,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

/// A browser window under remote control.
pub struct Session {
    agent: ureq::Agent,
    base: String,
    /// What the browser says of itself.
    pub capabilities: Value,
}

/// The key under which WebDriver writes an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

impl Session {
    /// Asks a running driver for a new browser window.
    pub fn new(driver: &str, capabilities: &Value) -> Result<Session, Refusal> {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(90)))
            .build()
            .into();
        let body = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let answer = call(&agent, "POST", &format!("{driver}/session"), Some(&body))?;
        let id = answer["sessionId"].as_str().unwrap_or_default();
        Ok(Session { agent, base: format!("{driver}/session/{id}"), capabilities: answer["capabilities"].clone() })
    }

    pub fn get(&self, path: &str) -> Result<Value, Refusal> {
        call(&self.agent, "GET", &format!("{}/{path}", self.base), None)
    }

    pub fn post(&self, path: &str, body: &Value) -> Result<Value, Refusal> {
        call(&self.agent, "POST", &format!("{}/{path}", self.base), Some(body))
    }

    pub fn delete(&self, path: &str) -> Result<Value, Refusal> {
        call(&self.agent, "DELETE", &format!("{}/{path}", self.base), None)
    }

    /// Closes the browser.
    pub fn close(&self) {
        let _ = call(&self.agent, "DELETE", &self.base, None);
    }
}

/// The element in an answer, if it is one.
pub fn element_id(value: &Value) -> Option<String> {
    value.get(ELEMENT).and_then(Value::as_str).map(str::to_owned)
}

/// An element as an argument of a script or as the origin of a pointer move.
pub fn element_value(id: &str) -> Value {
    json!({ ELEMENT: id })
}

fn call(agent: &ureq::Agent, method: &str, url: &str, body: Option<&Value>) -> Result<Value, Refusal> {
    let lost = |error: &dyn std::fmt::Display| Refusal { code: "no answer".into(), message: error.to_string() };
    let answer = match (method, body) {
        ("POST", Some(body)) => {
            agent.post(url).header("Content-Type", "application/json; charset=utf-8").send(body.to_string().as_bytes())
        }
        ("DELETE", _) => agent.delete(url).call(),
        _ => agent.get(url).call(),
    };
    let mut answer = answer.map_err(|error| lost(&error))?;
    let text = answer.body_mut().with_config().limit(64 << 20).read_to_string().map_err(|error| lost(&error))?;
    let value: Value = serde_json::from_str(&text).map_err(|error| lost(&error))?;
    let value = value["value"].clone();
    match value.get("error").and_then(Value::as_str) {
        Some(code) if !answer.status().is_success() => {
            let message = value["message"].as_str().unwrap_or_default().lines().next().unwrap_or_default();
            Err(Refusal { code: code.to_owned(), message: message.to_owned() })
        }
        _ => Ok(value),
    }
}

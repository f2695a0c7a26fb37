//! Settings: defaults, then `newsstand.toml`, then the environment, then the command line. Unknown keys are refused.

mod members;

use newsstand_store::Location;
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::span;
pub use members::{Issuer, Mail, Members, Mode, Payments, Provider};

/// Every setting, with its value in force.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// Where the database and the pictures of this stand are.
    pub data: PathBuf,
    /// `postgres://…`, or a file; empty means `stand.db` in the data folder.
    pub database: String,
    /// Where pages are served.
    pub listen: SocketAddr,
    /// The address readers see, such as `https://news.example`; empty means the listening address.
    pub public_address: String,
    /// A web page or e-mail address that publishers can write to; it is part of the name given to their servers.
    pub contact: String,
    /// `household`: everything is open to those who read here; `membership`: plans, trials and walls.
    pub mode: Mode,
    /// How feeds and pages are fetched.
    pub fetch: Fetching,
    /// Pictures.
    pub pictures: Pictures,
    /// Members of a membership.
    pub members: Members,
    /// Letters.
    pub mail: Mail,
    /// Who takes money.
    pub payments: Payments,
    /// Who else says who somebody is (OpenID Connect).
    pub openid: Vec<Issuer>,
}

/// How feeds and pages are fetched.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Fetching {
    /// Visits at once.
    pub at_once: usize,
    /// Requests at once to one host.
    pub per_host: usize,
    /// Never come back to a feed sooner.
    #[serde(with = "span")]
    pub least: Duration,
    /// Never stay away from a feed longer, unless asked to.
    #[serde(with = "span")]
    pub most: Duration,
    /// The longest one request may take, with its redirects. Silence in an answer is borne a third as long.
    #[serde(with = "span")]
    pub timeout: Duration,
    /// Hosts, `host:port` or networks that may be reached although they are not public.
    pub allow: Vec<String>,
    /// Whether pages are fetched where a feed carries only a teaser.
    pub pages: bool,
}

/// Pictures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Pictures {
    /// Mebibytes of resized pictures kept on disk.
    pub cache_mb: u64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: default_data(),
            database: String::new(),
            listen: SocketAddr::from(([127, 0, 0, 1], 8765)),
            public_address: String::new(),
            contact: String::new(),
            mode: Mode::default(),
            fetch: Fetching::default(),
            pictures: Pictures { cache_mb: 512 },
            members: Members::default(),
            mail: Mail::default(),
            payments: Payments::default(),
            openid: Vec::new(),
        }
    }
}

impl Default for Fetching {
    fn default() -> Self {
        Self {
            at_once: 16,
            per_host: 2,
            least: Duration::from_secs(15 * 60),
            most: Duration::from_secs(24 * 3600),
            timeout: Duration::from_secs(20),
            allow: Vec::new(),
            pages: true,
        }
    }
}

impl Default for Pictures {
    fn default() -> Self {
        Config::default().pictures
    }
}

/// `$XDG_DATA_HOME/newsstand`, else `~/.local/share/newsstand`, else `./newsstand-data`.
fn default_data() -> PathBuf {
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share"));
    let base = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute()).or_else(home);
    base.map_or_else(|| PathBuf::from("newsstand-data"), |base| base.join("newsstand"))
}

/// What the command line and the environment may set over the file.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Overrides {
    /// Folder of the database, pictures and `newsstand.toml`
    #[arg(long, global = true, env = "NEWSSTAND_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// postgres://… or a SQLite file [default: stand.db in the data folder]
    #[arg(long, global = true, env = "NEWSSTAND_DATABASE", value_name = "URL", hide_env_values = true)]
    pub database: Option<String>,
    /// Settings file [default: newsstand.toml in the data folder, if it is there]
    #[arg(long, global = true, env = "NEWSSTAND_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Where pages are served [default: 127.0.0.1:8765]
    #[arg(long, global = true, env = "NEWSSTAND_LISTEN", value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
    /// A host, host:port or network that may be reached although it is not public (may be given more than once)
    #[arg(long, global = true, env = "NEWSSTAND_ALLOW", value_name = "HOST", value_delimiter = ',')]
    pub allow: Vec<String>,
    /// How the stand is run [default: household]
    #[arg(long, global = true, env = "NEWSSTAND_MODE", value_name = "MODE")]
    pub mode: Option<Mode>,
    /// Never come back to a feed sooner than this, such as 15m
    #[arg(long, global = true, env = "NEWSSTAND_LEAST", value_name = "SPAN", value_parser = span::parse)]
    pub least: Option<Duration>,
}

/// Puts the settings together. Answers a sentence for people when a file cannot be read or says something unknown.
pub fn load(over: &Overrides) -> Result<Config, String> {
    let data = over.data.clone();
    let named = over.config.is_some();
    let path = over.config.clone().unwrap_or_else(|| data.clone().unwrap_or_else(default_data).join("newsstand.toml"));
    let mut config = match std::fs::read_to_string(&path) {
        Ok(text) => parse(&text, &path)?,
        // Where there is no such folder either, opening the stand says so.
        Err(error) if !named && matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => {
            Config::default()
        }
        Err(error) => return Err(format!("The settings file {} cannot be read: {error}.", path.display())),
    };
    if let Some(data) = data {
        config.data = data;
    }
    if let Some(database) = &over.database {
        config.database.clone_from(database);
    }
    if let Some(listen) = over.listen {
        config.listen = listen;
    }
    if !over.allow.is_empty() {
        config.fetch.allow.clone_from(&over.allow);
    }
    if let Some(mode) = over.mode {
        config.mode = mode;
    }
    if let Some(least) = over.least {
        config.fetch.least = least;
    }
    check(&config)?;
    Ok(config)
}

/// Reads a settings file.
pub fn parse(text: &str, path: &Path) -> Result<Config, String> {
    toml::from_str(text).map_err(|error| {
        let hint = "`newsstand config show` prints every setting with its value.";
        format!("The settings file {} is not understood: {}\n{hint}", path.display(), error.to_string().trim_end())
    })
}

fn check(config: &Config) -> Result<(), String> {
    let fetch = &config.fetch;
    if fetch.at_once == 0 {
        return Err("fetch.at-once must be at least 1.".into());
    }
    if !(1..=newsstand_fetch::settings::PER_HOST_LIMIT).contains(&fetch.per_host) {
        return Err("fetch.per-host must be 1 or 2: more requests at once would be a burden to a host.".into());
    }
    if fetch.timeout < Duration::from_secs(1) || fetch.timeout > Duration::from_secs(300) {
        return Err("fetch.timeout must be between 1s and 5m.".into());
    }
    if fetch.least > fetch.most {
        return Err("fetch.least is longer than fetch.most.".into());
    }
    for allowed in &fetch.allow {
        allowed.parse::<newsstand_fetch::Allowed>().map_err(|why| format!("fetch.allow: {why}."))?;
    }
    members::check(config)?;
    let public = &config.public_address;
    if !public.is_empty() && newsstand_news::Address::new(public).is_none() {
        return Err(format!("public-address must begin with http:// or https://, not {public:?}."));
    }
    Ok(())
}

impl Config {
    /// Where the store is.
    pub fn location(&self) -> Location {
        if self.database.is_empty() { Location::Sqlite(self.data.join("stand.db")) } else { Location::parse(&self.database) }
    }

    /// Where the operator's hints per title are.
    pub fn folder_of_hints(&self) -> PathBuf {
        self.data.join("hints")
    }

    /// The address readers see, without a closing slash.
    pub fn public(&self) -> String {
        if self.public_address.is_empty() {
            format!("http://{}", self.listen)
        } else {
            self.public_address.trim_end_matches('/').to_owned()
        }
    }

    /// The settings as a file would say them, without passwords.
    pub fn show(&self) -> String {
        let mut shown = self.clone();
        shown.hide_secrets();
        if !shown.database.is_empty() {
            shown.database = self.location().redacted();
        }
        toml::to_string(&shown).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_keys_are_refused_by_name() {
        for (text, name) in [("colour = 'red'", "colour"), ("[fetch]\nat-onc = 3", "at-onc"), ("[picturs]\n", "picturs")] {
            let error = parse(text, Path::new("newsstand.toml")).expect_err(text);
            assert!(error.contains(name) && error.contains("newsstand.toml"), "{error}");
        }
    }

    #[test]
    fn what_is_shown_reads_back() {
        let mut config = Config { database: "postgres://me:secret@db.example/news".into(), ..Config::default() };
        config.payments = Payments { provider: members::Provider::Stripe, stripe_key: "secret".into(), ..Payments::default() };
        config.mail.server = "smtps://me:secret@mail.example".into();
        assert!(!config.show().contains("secret@") && !config.show().contains("\"secret\""), "{}", config.show());
        config.payments = Payments::default();
        config.mail = Mail::default();
        config.database.clear();
        assert_eq!(parse(&config.show(), Path::new("x")), Ok(config));
    }

    #[test]
    fn the_command_line_goes_over_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(
            folder.path().join("newsstand.toml"),
            "listen = '127.0.0.1:1'\ncontact = 'a@b.example'\n[fetch]\nleast = '2m'\n",
        )
        .expect("writes");
        let over =
            Overrides { data: Some(folder.path().into()), listen: Some(([127, 0, 0, 1], 2).into()), ..Overrides::default() };
        let config = load(&over).expect("loads");
        assert_eq!(
            (config.listen.port(), config.contact.as_str(), config.fetch.least),
            (2, "a@b.example", Duration::from_secs(120))
        );
        assert_eq!(config.data, folder.path());
        assert!(load(&Overrides { config: Some("/nowhere/x.toml".into()), ..Overrides::default() }).is_err());
    }

    #[test]
    fn settings_that_make_no_sense_are_refused() {
        for text in [
            "node = 9",
            "public-address = 'news.example'",
            "[fetch]\nat-once = 0",
            "[fetch]\nleast = '2d'",
            "[fetch]\ntimeout = '1h'",
            "[fetch]\nallow = ['a b']",
        ] {
            let folder = tempfile::tempdir().expect("a folder");
            std::fs::write(folder.path().join("newsstand.toml"), text).expect("writes");
            assert!(load(&Overrides { data: Some(folder.path().into()), ..Overrides::default() }).is_err(), "{text}");
        }
    }
}

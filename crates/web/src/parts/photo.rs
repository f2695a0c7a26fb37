//! Pictures, always through the stand's own cache.

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use newsstand_news::{Address, Picture};

use super::{Tongue, part};
use crate::guard::Secret;

/// A picture on a page.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/photo.html")]
pub struct Photo {
    /// Its path here, without a width.
    pub path: String,
    /// What is to be seen, where the page shows no caption.
    pub alt: String,
    /// Its caption.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// The language of both.
    pub tongue: Tongue,
    /// Its size, where the title stated it.
    pub size: Option<(u32, u32)>,
    /// Whether it is the page's large picture.
    pub large: bool,
}

impl Photo {
    /// A small picture on a card: no caption.
    pub fn small(picture: &Picture, tongue: &Tongue, secret: &Secret) -> Self {
        Self {
            path: picture_path(&picture.address, secret),
            alt: picture.caption.clone().unwrap_or_default(),
            caption: None,
            credit: None,
            tongue: tongue.clone(),
            size: picture.size,
            large: false,
        }
    }

    /// The page's large picture, with its caption and credit.
    pub fn large(picture: &Picture, tongue: &Tongue, secret: &Secret) -> Self {
        let caption = picture.caption.clone();
        Self {
            alt: if caption.is_some() { String::new() } else { picture.credit.clone().unwrap_or_default() },
            caption,
            credit: picture.credit.clone(),
            large: true,
            ..Self::small(picture, tongue, secret)
        }
    }
}

/// Where the stand serves a picture: signed, so that nobody makes it fetch what no title named.
pub fn picture_path(address: &Address, secret: &Secret) -> String {
    let encoded = URL_SAFE_NO_PAD.encode(address.as_str());
    format!("/picture/{}/{encoded}", secret.sign("picture", address.as_str()))
}

part!(Photo);

//! A title's nameplate as SVG.

use newsstand_news::{Case, Face, Language, Mark, Tracking, Weight};

use crate::markup::escape;

/// The nameplate: the name in its lettering on its ground. Letters are left to the browser's fonts; the box is wide
/// enough for the name.
pub fn mark_svg(name: &str, language: &Language, mark: &Mark) -> String {
    let name = match mark.case {
        Some(Case::Upper) => name.to_uppercase(),
        Some(Case::Lower) => name.to_lowercase(),
        _ => name.to_owned(),
    };
    let width = width(&name, mark);
    let style = [
        if mark.italic { " font-style=\"italic\"" } else { "" },
        if mark.case == Some(Case::Smallcaps) { " font-variant=\"small-caps\"" } else { "" },
        match mark.tracking {
            Some(Tracking::Wide) => " letter-spacing=\"4\"",
            Some(Tracking::Tight) => " letter-spacing=\"-1\"",
            None => "",
        },
    ]
    .concat();
    let foot = mark.foot.map(|foot| format!("<rect y=\"74\" width=\"{width}\" height=\"6\" fill=\"{foot}\"/>"));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} 80\" width=\"{width}\" height=\"80\" role=\"img\">\
         <title>{name}</title><rect width=\"{width}\" height=\"80\" fill=\"{}\"/>{}\
         <text x=\"{}\" y=\"40\" xml:lang=\"{language}\" direction=\"{}\" fill=\"{}\" font-size=\"38\" font-family=\"{}\" font-weight=\"{}\"{style} \
         text-anchor=\"middle\" dominant-baseline=\"central\">{name}</text></svg>\n",
        mark.ground,
        foot.unwrap_or_default(),
        width / 2,
        language.direction(),
        mark.ink,
        family(mark.face),
        weight(mark.weight),
        name = escape(&name),
    )
}

/// A guess at how wide the letters run at 38 points, with margins.
fn width(name: &str, mark: &Mark) -> usize {
    let letter = |c: char| match c {
        '\u{3000}'..='\u{9fff}' => 38,
        ' ' => 11,
        c if c.is_uppercase() => 28,
        _ => 21,
    };
    let tracking = if mark.tracking == Some(Tracking::Wide) { 4 } else { 0 };
    name.chars().map(|c| letter(c) + tracking).sum::<usize>() + 56
}

fn family(face: Face) -> &'static str {
    match face {
        Face::Serif => "Georgia, 'Times New Roman', serif",
        Face::Sans => "Helvetica, Arial, sans-serif",
        Face::Slab => "Rockwell, 'Roboto Slab', serif",
        Face::Narrow => "'Arial Narrow', 'Roboto Condensed', sans-serif",
        Face::Mono => "'Courier New', monospace",
        Face::Mincho => "'Hiragino Mincho ProN', 'Yu Mincho', 'Noto Serif CJK JP', serif",
        Face::Naskh => "'Geeza Pro', 'Noto Naskh Arabic', serif",
    }
}

fn weight(weight: Option<Weight>) -> u16 {
    match weight {
        Some(Weight::Light) => 300,
        None | Some(Weight::Regular) => 400,
        Some(Weight::Bold) => 700,
        Some(Weight::Black) => 900,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::tests::WORLD;

    #[test]
    fn every_title_has_a_nameplate_with_its_name() {
        for title in WORLD.titles() {
            let svg = mark_svg(&title.name, &title.language, &title.mark);
            let document = roxmltree::Document::parse(&svg).unwrap();
            let text: String =
                document.descendants().filter(|node| node.has_tag_name("text")).filter_map(|node| node.text()).collect();
            assert_eq!(text.to_lowercase(), title.name.to_lowercase());
        }
    }
}

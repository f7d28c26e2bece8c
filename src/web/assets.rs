//! The browser's files, packed into the program by `build.rs` under names that tell their content.
//!
//! A name once given out never means anything else, so browsers keep the file for a year without asking.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{
            AcceptEncoding, CACHE_CONTROL, ContentEncoding, ETag, Encoding, EntityTag, Header, IfNoneMatch, Preference,
            Quality, VARY, X_CONTENT_TYPE_OPTIONS,
        },
    },
    web::Path,
};

use crate::error::{AppError, AppResult};

/// One file of the browser, in every form it travels in.
#[derive(Debug)]
pub struct Asset {
    /// What templates call it: `portal.css`.
    pub name: &'static str,
    /// Where it is served: `/static/portal.ab12cd34.css`.
    pub path: &'static str,
    pub content_type: &'static str,
    /// The content's hash, as in the path.
    tag: &'static str,
    raw: &'static [u8],
    /// Absent where compressing saves nothing.
    gzip: Option<&'static [u8]>,
    brotli: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The file of this name; others' packages are missing in a program built without npm.
pub fn find(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}

/// Its address, empty for a missing one: a template leaves the element out.
pub fn url(name: &str) -> &'static str {
    find(name).map_or("", |asset| asset.path)
}

/// Answers with the form the browser likes best, or that it has the file already.
///
/// # Errors
/// [`AppError::NotFound`] for any name but one of the table.
pub async fn serve(request: HttpRequest, file: Path<String>) -> AppResult<HttpResponse> {
    let asset = ASSETS.iter().find(|asset| asset.file() == *file).ok_or(AppError::NotFound)?;
    let (coding, content) = asset.liked_best(&AcceptEncoding::parse(&request).unwrap_or(AcceptEncoding(Vec::new())));
    let tag = EntityTag::new_strong(format!("{}-{}", asset.tag, coding.as_str()));

    let mut response = HttpResponse::Ok();
    response
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((VARY, "Accept-Encoding"))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header(ETag(tag.clone()));
    if has_already(&request, &tag) {
        return Ok(response.status(StatusCode::NOT_MODIFIED).finish());
    }
    if coding != ContentEncoding::Identity {
        response.insert_header(coding);
    }
    Ok(response.content_type(asset.content_type).body(content))
}

impl Asset {
    /// Its path without the folder.
    fn file(&self) -> &'static str {
        self.path.trim_start_matches("/static/")
    }

    /// The accepted form with the highest weight; among equals the last of these, which is the smallest.
    fn liked_best(&self, accept: &AcceptEncoding) -> (ContentEncoding, &'static [u8]) {
        let forms = [
            (ContentEncoding::Identity, Some(self.raw)),
            (ContentEncoding::Gzip, self.gzip),
            (ContentEncoding::Brotli, self.brotli),
        ];
        let accepted = forms.into_iter().filter_map(|(coding, form)| Some((weight(accept, coding), coding, form?)));
        let best = accepted.filter(|(weight, ..)| *weight > Quality::ZERO).max_by_key(|(weight, ..)| *weight);
        best.map_or((ContentEncoding::Identity, self.raw), |(_, coding, form)| (coding, form))
    }
}

/// What the browser gives a coding: by its name, else by `*`, else nothing.
fn weight(accept: &AcceptEncoding, coding: ContentEncoding) -> Quality {
    let of = |wanted: &Preference<Encoding>| accept.iter().find(|it| it.item == *wanted).map(|it| it.quality);
    of(&Preference::Specific(Encoding::Known(coding))).or_else(|| of(&Preference::Any)).unwrap_or(Quality::ZERO)
}

fn has_already(request: &HttpRequest, tag: &EntityTag) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => true,
        Ok(IfNoneMatch::Items(known)) => known.iter().any(|it| it.weak_eq(tag)),
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use actix_web::{
        App,
        dev::ServiceResponse,
        http::Method,
        test::{TestRequest, call_service, init_service},
    };

    use super::*;
    use crate::{policy::Action, web::Site};

    const TEXT: Asset = Asset {
        name: "a.css",
        path: "/static/a.12345678.css",
        content_type: "text/css",
        tag: "12345678",
        raw: b"raw",
        gzip: Some(b"gz"),
        brotli: Some(b"br"),
    };

    fn chosen(accept: &str) -> &'static str {
        let request = TestRequest::default().insert_header(("Accept-Encoding", accept)).to_http_request();
        TEXT.liked_best(&AcceptEncoding::parse(&request).unwrap()).0.as_str()
    }

    #[test]
    fn the_smallest_form_wins_among_equals_and_weights_win_over_size() {
        assert_eq!(chosen("gzip, deflate, br, zstd"), "br");
        assert_eq!(chosen("gzip, deflate"), "gzip");
        assert_eq!(chosen("br;q=0.4, gzip;q=0.5"), "gzip");
        assert_eq!(chosen("br;q=0, *"), "gzip");
        assert_eq!(chosen("identity, gzip;q=0.5"), "identity");
        assert_eq!(chosen("*;q=0"), "identity");
        assert_eq!(chosen("zstd"), "identity");
    }

    async fn answer(method: Method, path: &str, header: (&str, &str)) -> ServiceResponse {
        let mut site = Site::default();
        site.get("/static/{file}", Action::LoadAssets, serve);
        let app = init_service(App::new().configure(|config| site.mount(config))).await;
        let request = TestRequest::with_uri(path).method(method).insert_header(header);
        call_service(&app, request.to_request()).await
    }

    #[actix_web::test]
    async fn a_file_is_kept_for_a_year_and_asked_for_once() {
        let asset = ASSETS.iter().find(|it| it.brotli.is_some()).unwrap();
        assert_eq!(url(asset.name), asset.path);

        let first = answer(Method::GET, asset.path, ("Accept-Encoding", "br")).await;
        assert_eq!(first.status(), 200);
        let header = |name| first.headers().get(name).unwrap().to_str().unwrap().to_owned();
        assert_eq!(header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(header("content-encoding"), "br");
        assert_eq!(header("content-type"), asset.content_type);
        assert_eq!(header("vary"), "Accept-Encoding");
        assert_eq!(header("x-content-type-options"), "nosniff");

        let tag = format!("\"{}-identity\"", asset.tag);
        assert_eq!(answer(Method::GET, asset.path, ("If-None-Match", &tag)).await.status(), 304);
        assert_eq!(answer(Method::HEAD, asset.path, ("Accept-Encoding", "br")).await.status(), 200);
    }

    #[actix_web::test]
    async fn a_name_of_no_file_is_not_found() {
        let missing = answer(Method::GET, "/static/none.css", ("Accept-Encoding", "br")).await;
        assert_eq!(missing.status(), 404);
        assert_eq!(answer(Method::GET, "/static/", ("Accept-Encoding", "br")).await.status(), 404);
        assert_eq!(url("none.css"), "");
    }
}

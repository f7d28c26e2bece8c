//! The pages of a pool, which are the same for both but for their words and addresses.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload};

use crate::{error::AppError, network::pool::Pool, web::nav::is_at};

/// The pool that a page is about, as its address says.
#[derive(Clone, Copy, Debug)]
pub struct Of(pub Pool);

impl FromRequest for Of {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let path = request.path();
        let extranet = Pool::Extranet.words().path;
        let lies_there = is_at(path, extranet) || path.strip_prefix(extranet).is_some_and(|rest| rest.starts_with('.'));
        ready(Ok(Self(if lies_there { Pool::Extranet } else { Pool::Internet })))
    }
}

/// What pages say of a pool.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    pub path: &'static str,
    pub new_path: &'static str,
    pub xlsx_path: &'static str,
    pub csv_path: &'static str,
    /// The name of exported files, without their ending.
    pub file: &'static str,
    pub label: &'static str,
    pub port: &'static str,
    pub new: &'static str,
    pub edit: &'static str,
    pub created: &'static str,
    pub none: &'static str,
    pub none_own: &'static str,
}

const INTERNET: Words = Words {
    path: "/network/internet-ips",
    new_path: "/network/internet-ips/new",
    xlsx_path: "/network/internet-ips.xlsx",
    csv_path: "/network/internet-ips.csv",
    file: "internet-ips",
    label: "network-internet-ip",
    port: "network-mapping-port",
    new: "network-address-new",
    edit: "network-address-edit-title",
    created: "network-address-created",
    none: "network-addresses-none",
    none_own: "network-addresses-none-own",
};

const EXTRANET: Words = Words {
    path: "/network/extranet-ips",
    new_path: "/network/extranet-ips/new",
    xlsx_path: "/network/extranet-ips.xlsx",
    csv_path: "/network/extranet-ips.csv",
    file: "extranet-ips",
    label: "network-extranet-ip",
    port: "network-extranet-port",
    new: "network-extranet-new",
    edit: "network-extranet-edit-title",
    created: "network-extranet-created",
    none: "network-extranet-none",
    none_own: "network-extranet-none-own",
};

impl Pool {
    #[must_use]
    pub const fn words(self) -> Words {
        match self {
            Self::Internet => INTERNET,
            Self::Extranet => EXTRANET,
        }
    }
}

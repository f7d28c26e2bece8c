//! `/resources/apply`

use actix_web::HttpResponse;
use askama::Template;

use crate::{
    catalogue::product::Product,
    error::AppResult,
    web::{Ctx, filters, page},
};

#[derive(Template)]
#[template(path = "requests/choose.html")]
struct Choose {
    ctx: Ctx,
    products: Vec<Offered>,
}

struct Offered {
    product: Product,
    href: String,
    says: &'static str,
}

/// GET `/resources/apply`: the products that can be applied for.
///
/// # Errors
/// When the template fails.
pub async fn show(ctx: Ctx) -> AppResult<HttpResponse> {
    let offered = |product: Product| Offered {
        href: format!("/resources/apply/{}", product.code()),
        says: what_it_is(product),
        product,
    };
    page::show(&ctx, &Choose { products: Product::ALL.map(offered).into(), ctx: ctx.clone() })
}

fn what_it_is(product: Product) -> &'static str {
    match product {
        Product::Ecs => "request-product-ecs-says",
        Product::Ebs => "request-product-ebs-says",
        Product::Eip => "request-product-eip-says",
        Product::Rds => "request-product-rds-says",
        Product::Oss => "request-product-oss-says",
        Product::Slb => "request-product-slb-says",
        Product::Acs => "request-product-acs-says",
    }
}

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
    page::show(&ctx, &Choose { products: Product::OFFERED.map(offered).into(), ctx: ctx.clone() })
}

fn what_it_is(product: Product) -> &'static str {
    match product {
        Product::Ecs => "request-product-ecs-says",
        Product::Ebs | Product::Eip | Product::Rds | Product::Oss | Product::Slb | Product::Acs => "",
    }
}

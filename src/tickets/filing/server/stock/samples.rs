//! A small stock for the tests of the forms.

use serde_json::json;

use super::Stock;

/// A catalogue with a retired entry of each kind, networks in two regions, and hosts with and without plans.
#[must_use]
pub fn stock() -> Stock {
    let gone = "2026-01-01T00:00:00Z";
    let catalogue = json!({
        "regions": [{ "id": 1, "name": "花山" }, { "id": 2, "name": "武钢" }, { "id": 3, "name": "旧区", "retired_at": gone }],
        "instance_types": [
            { "code": "ecs.c6.large", "family": "c6", "vcpus": 2, "memory": 4, "memory_per_vcpu": 2 },
            { "code": "ecs.g6.large", "family": "g6", "vcpus": 2, "memory": 8, "memory_per_vcpu": 4 },
            { "code": "ecs.g5.large", "family": "g5", "vcpus": 2, "memory": 8, "memory_per_vcpu": 4, "retired_at": gone },
        ],
        "images": [
            { "code": "kylin-v10", "name": "麒麟 V10", "name_en": "Kylin V10", "least_disk": 40 },
            { "code": "windows-2022", "name": "Windows", "name_en": "Windows", "least_disk": 60 },
            { "code": "centos-6", "name": "CentOS 6", "name_en": "CentOS 6", "least_disk": 40, "retired_at": gone },
        ],
        "disk_categories": [
            { "code": "cloud_ssd", "name": "SSD 云盘", "name_en": "SSD disk",
              "system": { "least": 40, "most": 500 }, "data": { "least": 20, "most": 32768 } },
            { "code": "cloud", "name": "普通云盘", "name_en": "Basic disk", "retired_at": gone,
              "system": { "least": 40, "most": 500 }, "data": { "least": 20, "most": 2000 } },
        ],
        "vpcs": [
            { "id": 11, "region_id": 1, "name": "prod", "cidr": "172.16.0.0/16" },
            { "id": 12, "region_id": 1, "name": "old", "cidr": "172.17.0.0/16", "retired_at": gone },
            { "id": 13, "region_id": 1, "name": "test", "cidr": "172.18.0.0/16" },
        ],
        "vswitches": [
            { "id": 21, "vpc_id": 11, "name": "app", "cidr": "172.16.1.0/24" },
            { "id": 22, "vpc_id": 13, "name": "test", "cidr": "172.18.1.0/24" },
        ],
        "options": [],
    });
    let vm = |address: &str, name: &str| {
        json!({ "name": name, "floating_ip": address, "application": null, "machine": "vm",
                "specification": "ecs.c6.large", "instance_type": "ecs.c6.large", "system_disk_category": "cloud_ssd",
                "system_disk_size": 100, "data_disks": [{ "category": "cloud_ssd", "size": 500, "count": 1 }] })
    };
    let (mut planned, mut unknown, mut physical) =
        (vm("10.20.6.33", "planned"), vm("10.20.6.34", "unknown"), vm("10.20.6.35", "physical"));
    planned["planned"] = json!({ "ticket_id": 7, "plan": "recycle", "number": "GD202611300007", "filer": "陈敏" });
    for field in ["instance_type", "system_disk_category", "system_disk_size", "data_disks"] {
        unknown[field] = json!(null);
        physical[field] = json!(null);
    }
    physical["machine"] = json!("physical");
    physical["specification"] = json!("2 路 CPU、256 GiB 内存");
    Stock {
        catalogue: serde_json::from_value(catalogue).unwrap(),
        hosts: [vm("10.20.6.31", "yj-web-01"), vm("10.20.6.32", "yj-web-02"), planned, unknown, physical]
            .map(|host| serde_json::from_value(host).unwrap())
            .into(),
        requests: vec!["ZY202611300007".to_owned()],
    }
}

DROP TABLE vswitches, vpcs, disk_categories, images, instance_types, instance_families;

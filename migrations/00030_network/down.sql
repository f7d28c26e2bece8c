DROP TABLE risk_ports, pool_ips, hosts, applications;

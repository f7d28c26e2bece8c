DROP TABLE half_sign_ins, recovery_codes, second_factors;

-- One database a service, with two roles: the owner migrates, the service's own role reads and writes what the owner
-- grants it. Run once by a superuser with psql; the passwords come from the environment (IDENTITY_OWNER_PASSWORD, ...).
\set ON_ERROR_STOP on
\getenv identity_owner_password IDENTITY_OWNER_PASSWORD
\getenv identity_password IDENTITY_PASSWORD
\getenv record_owner_password RECORD_OWNER_PASSWORD
\getenv record_password RECORD_PASSWORD
\getenv consent_owner_password CONSENT_OWNER_PASSWORD
\getenv consent_password CONSENT_PASSWORD
\getenv audit_owner_password AUDIT_OWNER_PASSWORD
\getenv audit_password AUDIT_PASSWORD

create role identity_owner login connection limit 10 password :'identity_owner_password';
create role identity login connection limit 120 password :'identity_password';
create database identity owner identity_owner;
revoke all on database identity from public;
grant connect on database identity to identity;

create role record_owner login connection limit 10 password :'record_owner_password';
create role record login connection limit 120 password :'record_password';
create database record owner record_owner;
revoke all on database record from public;
grant connect on database record to record;

create role consent_owner login connection limit 10 password :'consent_owner_password';
create role consent login connection limit 120 password :'consent_password';
create database consent owner consent_owner;
revoke all on database consent from public;
grant connect on database consent to consent;

create role audit_owner login connection limit 10 password :'audit_owner_password';
create role audit login connection limit 120 password :'audit_password';
create database audit owner audit_owner;
revoke all on database audit from public;
grant connect on database audit to audit;

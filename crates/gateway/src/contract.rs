//! The access rule of every RPC, read from the descriptor set when the gateway starts.

use access::Acte;
use prost_reflect::{DescriptorPool, DynamicMessage, MethodDescriptor, ReflectMessage, Value};
use std::collections::HashMap;

/// Rule of one RPC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The act that is asked for; `None` when anybody may call.
    pub acte: Option<Acte>,
    /// May be called before the CGU are signed.
    pub avant_cgu: bool,
    /// Called by a device by itself: not an activity of the person (A3).
    pub passive: bool,
}

/// Rules by path, such as `/passemploi.identite.v1.SessionService/GetSession`.
#[derive(Debug, Clone)]
pub struct Contract(HashMap<String, Rule>);

/// Why the gateway does not start.
#[derive(Debug, thiserror::Error)]
pub enum ContractError {
    /// The bytes are not a descriptor set.
    #[error("the descriptor set cannot be read: {0}")]
    Unreadable(String),
    /// An RPC without a usable rule.
    #[error("{rpc} has no valid option {option}: every RPC declares its access and its idempotence")]
    MissingOption {
        /// Full name of the RPC.
        rpc: String,
        /// Name of the option.
        option: &'static str,
    },
    /// A permission that `access` does not know.
    #[error("{rpc} asks for {permission}, which access::Acte does not know")]
    UnknownPermission {
        /// Full name of the RPC.
        rpc: String,
        /// Name of the permission.
        permission: String,
    },
}

const ACCESS: &str = "passemploi.options.v1.access";
const IDEMPOTENCE: &str = "passemploi.options.v1.idempotence";
const PUBLIQUE: &str = "PUBLIQUE";

impl Contract {
    /// Reads the rules of every service of ours.
    pub fn load(descriptor_set: &[u8]) -> Result<Self, ContractError> {
        let pool =
            DescriptorPool::decode(descriptor_set).map_err(|error| ContractError::Unreadable(error.to_string()))?;
        let ours = pool.services().filter(|service| service.package_name().starts_with("passemploi."));
        let mut rules = HashMap::new();
        for service in ours {
            for method in service.methods() {
                let path = format!("/{}/{}", service.full_name(), method.name());
                rules.insert(path, rule_of(&pool, &method)?);
            }
        }
        Ok(Self(rules))
    }

    /// The rule of this path; `None` when it is not an RPC of ours.
    pub fn rule(&self, path: &str) -> Option<(&str, Rule)> {
        self.0.get_key_value(path).map(|(path, rule)| (path.as_str(), *rule))
    }

    /// Every service, by its full name.
    pub fn services(&self) -> Vec<String> {
        let names = self.0.keys().filter_map(|path| path.trim_start_matches('/').split_once('/'));
        let names: std::collections::BTreeSet<_> = names.map(|(service, _)| service.to_owned()).collect();
        names.into_iter().collect()
    }

    /// Every path, for the tests that call every RPC.
    pub fn paths(&self) -> impl Iterator<Item = (&str, Rule)> {
        self.0.iter().map(|(path, rule)| (path.as_str(), *rule))
    }
}

fn rule_of(pool: &DescriptorPool, method: &MethodDescriptor) -> Result<Rule, ContractError> {
    let rpc = method.full_name();
    let missing = |option| ContractError::MissingOption { rpc: rpc.to_owned(), option };
    let options = method.options();
    let option = |name| {
        let extension = pool.get_extension_by_name(name)?;
        options.has_extension(&extension).then(|| options.get_extension(&extension).into_owned())
    };
    if option(IDEMPOTENCE).and_then(|value| value.as_enum_number()).unwrap_or_default() == 0 {
        return Err(missing("idempotence"));
    }
    let access = option(ACCESS).ok_or_else(|| missing("access"))?;
    let access = access.as_message().ok_or_else(|| missing("access"))?;
    let permission = permission_name(access).ok_or_else(|| missing("access"))?;
    let flag = |name| access.get_field_by_name(name).and_then(|value| value.as_bool()).unwrap_or_default();
    let acte =
        match permission.as_str() {
            PUBLIQUE => None,
            code => Some(Acte::from_code(code).ok_or_else(|| ContractError::UnknownPermission {
                rpc: rpc.to_owned(),
                permission: permission.clone(),
            })?),
        };
    Ok(Rule { acte, avant_cgu: flag("avant_cgu"), passive: flag("passive") })
}

/// Name of the permission without its prefix; `None` when it is unspecified.
fn permission_name(access: &DynamicMessage) -> Option<String> {
    let field = access.descriptor().get_field_by_name("permission")?;
    let Value::EnumNumber(number) = *access.get_field(&field) else { return None };
    let kind = field.kind();
    let value = kind.as_enum()?.get_value(number).filter(|value| value.number() != 0)?;
    Some(value.name().trim_start_matches("PERMISSION_").to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use prost_types::{FileDescriptorProto, FileDescriptorSet, MethodDescriptorProto, ServiceDescriptorProto};

    #[test]
    fn every_rpc_of_the_contract_has_a_rule() {
        let contract = Contract::load(proto::DESCRIPTOR_SET).unwrap();
        let (path, rule) = contract.rule("/passemploi.identite.v1.SessionService/GetSession").unwrap();
        assert_eq!(path, "/passemploi.identite.v1.SessionService/GetSession");
        assert_eq!(rule, Rule { acte: Some(Acte::SessionLire), avant_cgu: true, passive: false });
        assert!(contract.rule("/grpc.health.v1.Health/Check").is_none());
    }

    #[test]
    fn an_rpc_without_rule_stops_the_start() {
        let method = MethodDescriptorProto {
            name: Some("Oublie".into()),
            input_type: Some(".passemploi.test.v1.Vide".into()),
            output_type: Some(".passemploi.test.v1.Vide".into()),
            ..Default::default()
        };
        let file = FileDescriptorProto {
            name: Some("test.proto".into()),
            package: Some("passemploi.test.v1".into()),
            syntax: Some("proto3".into()),
            message_type: vec![prost_types::DescriptorProto { name: Some("Vide".into()), ..Default::default() }],
            service: vec![ServiceDescriptorProto {
                name: Some("TestService".into()),
                method: vec![method],
                ..Default::default()
            }],
            ..Default::default()
        };
        let set = prost_reflect::prost::Message::encode_to_vec(&FileDescriptorSet { file: vec![file] });
        let error = Contract::load(&set).unwrap_err();
        assert!(matches!(error, ContractError::MissingOption { ref rpc, .. } if rpc.ends_with("Oublie")), "{error}");
    }
}

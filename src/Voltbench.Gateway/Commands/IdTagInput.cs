using Voltbench.Gateway.Validation;
using Voltbench.Lab.Commands;
using Voltbench.Ocpp;

namespace Voltbench.Gateway.Commands;

/// <summary>Tokens of drivers.</summary>
internal static class IdTagInput
{
    /// <summary>OCPP 2.0.1 part 2, IdTokenType: identifierString[36].</summary>
    public const int MaxLength = 36;

    /// <summary>OCPP 1.6 §7.28: CiString20.</summary>
    public const int MaxLength16 = 20;

    public static string Read(BodyObject given, string name = "id_tag") => given.String(name, min: 1, max: MaxLength);

    /// <summary>Why a charger cannot take the token; null when it can.</summary>
    public static string? Refuse(string? idTag, CommandRecipient charger) =>
        charger.Version == OcppVersion.V16 && idTag?.Length > MaxLength16
            ? $"OCPP 1.6 takes an id_tag of at most {MaxLength16} characters."
            : null;
}

using System.Text.Json;
using System.Text.Unicode;
using Voltbench.Ocpp.Messages.Rules;
using Voltbench.Ocpp.Rpc;

namespace Voltbench.Ocpp.Messages;

/// <summary>
/// The rules of one payload, read once from its record type and the attributes on it: the same rules as the official JSON schema of the message.
/// Two places are decided here, not there: an integer is a JSON number without fraction and exponent within 32 bits (2.0.1 part 2, primitive data types, although
/// draft-06 would take <c>1.0</c>), and a property given twice is refused, because peers disagree on which one counts.
/// </summary>
public sealed class PayloadSchema
{
    private readonly OcppVersion version;
    private readonly Lazy<ObjectRule> root;

    internal PayloadSchema(OcppVersion version, Type type)
    {
        this.version = version;
        Type = type;
        root = new(() => type == typeof(object) ? new ObjectRule([], Structure(version), open: true) : RuleBuilder.Object(version, type));
    }

    /// <summary>The record that the payload is read into.</summary>
    public Type Type { get; }

    internal ObjectRule Root => root.Value;

    /// <summary>
    /// The first violation, or null for a valid payload. Never throws; allocates nothing for a valid payload. What passes here can be read with
    /// <see cref="OcppJson"/>.
    /// </summary>
    public SchemaViolation? Check(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
            return new(RpcErrorCode.FormationViolation, "$", "the payload is not valid UTF-8");

        try
        {
            if (json.IndexOf("\\u"u8) >= 0 && !JsonText.IsUnicode(json))
                return new(RpcErrorCode.FormationViolation, "$", "the payload is not Unicode text: an escaped surrogate has no partner");

            var reader = new Utf8JsonReader(json);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                return new(Structure(version), "$", "the payload must be a JSON object");
            if (root.Value.Check(ref reader) is { } violation)
                return violation with { Path = "$" + violation.Path };
            reader.Read(); // anything but white space after the object is not JSON
            return null;
        }
        catch (JsonException e)
        {
            return new(RpcErrorCode.FormationViolation, "$", $"the payload is not valid JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
        }
    }

    /// <summary>"Not conform the PDU structure" is FormationViolation in 1.6 (OCPP-J §4.2.3) and ProtocolError in 2.0.1 (part 4 §4.3).</summary>
    internal static RpcErrorCode Structure(OcppVersion version) =>
        version == OcppVersion.V16 ? RpcErrorCode.FormationViolation : RpcErrorCode.ProtocolError;
}

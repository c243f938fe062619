using System.Text.Json.Serialization;

namespace Voltbench.Ocpp.V201.Types;

public enum IdTokenType
{
    Central,

    [JsonStringEnumMemberName("eMAID")]
    EMAID,

    ISO14443,

    ISO15693,

    KeyCode,

    Local,

    MacAddress,

    NoAuthorization,
}

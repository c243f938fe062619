using System.Text.Json.Serialization;
using Voltbench.Gateway.Paging;

namespace Voltbench.Gateway.CpoPeers;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CpoPeerBody))]
[JsonSerializable(typeof(Page<CpoPeerBody>), TypeInfoPropertyName = "PeerPage")]
[JsonSerializable(typeof(TokenPullBody))]
[JsonSerializable(typeof(RegistrationTokenBody))]
internal sealed partial class PeersJson : JsonSerializerContext;

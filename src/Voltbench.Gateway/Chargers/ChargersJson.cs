using System.Text.Json.Serialization;
using Voltbench.Gateway.Paging;

namespace Voltbench.Gateway.Chargers;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ChargerBody))]
[JsonSerializable(typeof(Page<ChargerBody>), TypeInfoPropertyName = "ChargerPage")]
[JsonSerializable(typeof(CreatedChargerBody))]
[JsonSerializable(typeof(ChargerStatusBody))]
[JsonSerializable(typeof(SwitchedChargerBody))]
[JsonSerializable(typeof(ChargerLogPage))]
[JsonSerializable(typeof(ChargerLogItem))]
internal sealed partial class ChargersJson : JsonSerializerContext;

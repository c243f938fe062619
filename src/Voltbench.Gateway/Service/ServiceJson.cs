using System.Text.Json.Serialization;

namespace Voltbench.Gateway.Service;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HealthBody))]
internal sealed partial class ServiceJson : JsonSerializerContext;

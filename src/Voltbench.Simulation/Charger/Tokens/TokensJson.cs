using System.Text.Json.Serialization;

namespace Voltbench.Simulation.Charger.Tokens;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(TokenCache.Entry[]), TypeInfoPropertyName = "TokenCacheEntryArray")]
[JsonSerializable(typeof(LocalList.Record), TypeInfoPropertyName = "LocalListRecord")]
internal sealed partial class TokensJson : JsonSerializerContext;

using System.Text.Json.Serialization;
using Voltbench.Gateway.Paging;

namespace Voltbench.Gateway.Csms;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CsmsStationBody))]
[JsonSerializable(typeof(Page<CsmsStationBody>), TypeInfoPropertyName = "StationPage")]
[JsonSerializable(typeof(Page<CsmsTransactionBody>), TypeInfoPropertyName = "TransactionPage")]
[JsonSerializable(typeof(RemoteAnswerBody))]
internal sealed partial class CsmsJson : JsonSerializerContext;

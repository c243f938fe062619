using Voltbench.Ocpp.V201.Diagnostics;

namespace Voltbench.Csms.V201.Diagnostics;

/// <summary>OCPP 2.0.1 part 2, use case N09: taken note of.</summary>
internal static class NotifyCustomerInformation
{
    public static NotifyCustomerInformationResponse Answer(Station station, NotifyCustomerInformationRequest request) => new();
}

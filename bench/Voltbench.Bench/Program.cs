using Voltbench.Bench.Csms;

if (args is ["csms", .. var csms])
    return await CsmsMode.RunAsync(csms);
Console.WriteLine("usage: bench fleet|api|csms");
return 2;

Console.WriteLine("usage: bench fleet|api");

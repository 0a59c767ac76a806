import torch
import torch.nn as nn
import torch.optim as optim

# 定义模型
class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.fc1 = nn.Linear(784, 128)
        self.fc2 = nn.Linear(128, 10)

    def forward(self, x):
        x = torch.relu(self.fc1(x))
        x = self.fc2(x)
        return x

# 创建模型
net = Net()

# 定义损失函数和优化器
criterion = nn.CrossEntropyLoss()
optimizer = optim.Adam(net.parameters())

# 训练模型
for epoch in range(10):
    optimizer.zero_grad()
    outputs = net(X_train)
    loss = criterion(outputs, y_train)
    loss.backward()
    optimizer.step()

# 评估模型
with torch.no_grad():
    outputs = net(X_test)
    loss = criterion(outputs, y_test)
    accuracy = (outputs.argmax(dim=1) == y_test.argmax(dim=1)).sum().item() / y_test.size(0)
    print('Loss:', loss)
    print('Accuracy:', accuracy)
